package dev.quadrille.messaging;

import dev.quadrille.orderflow.value.OrderId;

/// The stored state of an order cannot be read by this build: a value was written by a newer build,
/// or edited manually. Only the events of this order cannot be handled until the row is repaired.
public final class UnreadableState extends RuntimeException {

    private final OrderId order;

    public UnreadableState(OrderId order, RuntimeException cause) {
        super("the stored state of order " + order + " cannot be read: " + cause, cause);
        this.order = order;
    }

    public OrderId order() {
        return order;
    }
}
