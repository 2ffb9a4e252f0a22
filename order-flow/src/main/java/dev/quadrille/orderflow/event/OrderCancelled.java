package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;

/// The order was cancelled: the only event that triggers compensations. The total carries the
/// currency of a refund for a participant that has no other record of the order.
public record OrderCancelled(OrderId orderId, CancellationReason reason, Money total)
        implements OrderEvent {

    public OrderCancelled {
        requireNonNull(orderId, "orderId");
        requireNonNull(reason, "reason");
        requireNonNull(total, "total");
    }
}
