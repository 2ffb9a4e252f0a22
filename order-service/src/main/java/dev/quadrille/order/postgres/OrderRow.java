package dev.quadrille.order.postgres;

import dev.quadrille.messaging.jpa.StateRow;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.order.application.OrderSnapshot;
import dev.quadrille.order.domain.NewOrder;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.Traceparent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

@Entity
@Table(name = "orders")
@SuppressWarnings({
    "NullAway.Init", // the constructor or JPA sets the fields
    "UnusedVariable" // some columns are stored only for database queries
})
class OrderRow extends StateRow<Order> {

    private static final TypeReference<List<OrderLine>> LINES = new TypeReference<>() {};

    private String customerId;

    private String status;
    private @Nullable String reason;

    /// The lines and the address are JSON, because they are written once and read as a whole.
    private String lines;

    private String shipTo;
    private String paymentMethod;
    private long amount;
    private String currency;

    /// Set by the database clock, which also determines when the deadline has passed.
    @Column(insertable = false, updatable = false)
    private Instant placedAt;

    @UpdateTimestamp(source = SourceType.VM)
    private Instant updatedAt;

    private @Nullable String traceparent;

    protected OrderRow() {}

    OrderRow(NewOrder order, Optional<String> traceparent) {
        super(order.id());
        this.customerId = order.customer().value();
        this.status = Status.PLACED.name();
        this.lines = FlowJson.MAPPER.writeValueAsString(order.lines());
        this.shipTo = FlowJson.MAPPER.writeValueAsString(order.shipTo());
        this.paymentMethod = order.paymentMethod().value();
        this.amount = order.total().amount();
        this.currency = order.total().currency().getCurrencyCode();
        this.traceparent = traceparent.orElse(null);
    }

    @Override
    protected Order state() {
        return switch (status()) {
            case PLACED -> new Order.Placed(orderId(), total());
            case CONFIRMED -> new Order.Confirmed(orderId(), total());
            case CANCELLED -> new Order.Cancelled(orderId(), total(), reason().orElseThrow());
        };
    }

    @Override
    protected void update(Order next) {
        switch (next) {
            case Order.Placed _ ->
                    throw new IllegalArgumentException("An existing order cannot be placed again.");
            case Order.Confirmed _ -> status = Status.CONFIRMED.name();
            case Order.Cancelled cancelled -> {
                status = Status.CANCELLED.name();
                reason = cancelled.reason().name();
            }
        }
    }

    OrderSnapshot toSnapshot() {
        return new OrderSnapshot(
                orderId(),
                new CustomerId(customerId),
                status().name(),
                reason(),
                FlowJson.MAPPER.readValue(lines, LINES),
                total(),
                placedAt,
                status() == Status.PLACED ? placedAt : updatedAt,
                status() == Status.PLACED ? 1 : 2,
                Optional.ofNullable(traceparent).flatMap(Traceparent::traceId));
    }

    @Override
    protected EventTrace trace() {
        return EventTrace.of(traceparent, null);
    }

    private Status status() {
        return Status.valueOf(status);
    }

    private Optional<CancellationReason> reason() {
        return Optional.ofNullable(reason).map(CancellationReason::valueOf);
    }

    private Money total() {
        return new Money(amount, Currency.getInstance(currency));
    }

    private enum Status {
        PLACED,
        CONFIRMED,
        CANCELLED
    }
}
