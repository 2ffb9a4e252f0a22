package dev.quadrille.messaging.jpa;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.UUID;

/// The row of one order. Its id is the order's, so it is inserted without being looked for; its
/// version lets one of two concurrent decisions win.
///
/// A row keeps its columns as the database has them, enums and JSON as text, and parses them in
/// {@link #state}. Were they parsed while Hibernate loads the row, one bad value would fail the
/// query, and with it all orders of the batch.
///
/// @param <S> the state that the row stores
@MappedSuperclass
public abstract class StateRow<S> {

    @Id
    @Column(updatable = false)
    private UUID orderId;

    @Version private int version;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected StateRow() {}

    protected StateRow(OrderId orderId) {
        this.orderId = orderId.value();
    }

    protected OrderId orderId() {
        return new OrderId(orderId);
    }

    /// Parses the columns. Throws any {@link RuntimeException} if they cannot be read.
    protected abstract S state();

    /// The trace that the row keeps for work that no event sets off; most rows keep none.
    protected EventTrace trace() {
        return EventTrace.NONE;
    }

    /// Gives the row the trace of the event that has changed it.
    protected void tracedAs(EventTrace trace) {}

    /// Takes on the values of the next state.
    protected abstract void become(S next);
}
