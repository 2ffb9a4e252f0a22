package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;

/// The order is paid, its stock is reserved and its shipment is booked.
public record OrderConfirmed(OrderId orderId) implements OrderEvent {

    public OrderConfirmed {
        requireNonNull(orderId, "orderId");
    }
}
