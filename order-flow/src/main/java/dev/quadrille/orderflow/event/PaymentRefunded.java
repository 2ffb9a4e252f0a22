package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;

/// The compensation of payment-service: the refunded amount. Zero means that nothing was charged,
/// and nothing will be.
public record PaymentRefunded(OrderId orderId, Money refunded) implements OrderEvent {

    public PaymentRefunded {
        requireNonNull(orderId, "orderId");
        requireNonNull(refunded, "refunded");
    }
}
