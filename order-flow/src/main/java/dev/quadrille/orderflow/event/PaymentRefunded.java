package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;

/// Payment's answer to a cancellation: what it has paid back, zero if nothing had been charged.
public record PaymentRefunded(OrderId orderId, Money refunded) implements OrderEvent {

    public PaymentRefunded {
        requireNonNull(orderId, "orderId");
        requireNonNull(refunded, "refunded");
    }
}
