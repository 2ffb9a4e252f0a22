package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;

/// The order will not be: its other end, and the only event that sets off compensations. The total
/// tells the currency of a refund to a participant that has nothing else on record.
public record OrderCancelled(OrderId orderId, CancellationReason reason, Money total)
        implements OrderEvent {

    public OrderCancelled {
        requireNonNull(orderId, "orderId");
        requireNonNull(reason, "reason");
        requireNonNull(total, "total");
    }
}
