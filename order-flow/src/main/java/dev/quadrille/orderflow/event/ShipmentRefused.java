package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Texts;

/// No carrier serves the destination.
public record ShipmentRefused(OrderId orderId, String cause) implements OrderEvent {

    public ShipmentRefused {
        requireNonNull(orderId, "orderId");
        Texts.require(cause, 100, "cause");
    }
}
