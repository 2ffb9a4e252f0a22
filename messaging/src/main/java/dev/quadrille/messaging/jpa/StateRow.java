package dev.quadrille.messaging.jpa;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.UUID;

/// The row of one order. Its id is the order id, so it is inserted without a lookup; its version is
/// for optimistic locking.
///
/// Fields hold columns as the database stores them, enums and JSON as text, and are parsed in
/// {@link #state}. If Hibernate parsed them while loading, one invalid value would fail the query
/// for all orders of the batch.
///
/// Decision record: `docs/decisions/0007-jpa-and-sql.md`.
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

    /// Parses the columns. Throws a {@link RuntimeException} if they are invalid.
    protected abstract S state();

    /// The stored trace for work that no event triggers; most rows store none.
    protected EventTrace trace() {
        return EventTrace.NONE;
    }

    protected void updateTrace(EventTrace trace) {}

    protected abstract void update(S next);
}
