package dev.quadrille.messaging;

import dev.quadrille.orderflow.value.OrderId;

/// What is stored about an order cannot be read by this build: a value was written by a newer one,
/// or by hand. Only the events of this order cannot be handled, until the row is repaired.
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
