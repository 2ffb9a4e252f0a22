package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;

/// The order is paid, its goods are held and its shipment is booked: its good end.
public record OrderConfirmed(OrderId orderId) implements OrderEvent {

    public OrderConfirmed {
        requireNonNull(orderId, "orderId");
    }
}
