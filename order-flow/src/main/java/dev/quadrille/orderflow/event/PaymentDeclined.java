package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Texts;

/// The provider has definitely declined the charge. A timeout never causes this event.
public record PaymentDeclined(OrderId orderId, String cause) implements OrderEvent {

    public PaymentDeclined {
        requireNonNull(orderId, "orderId");
        Texts.require(cause, 100, "cause");
    }
}
