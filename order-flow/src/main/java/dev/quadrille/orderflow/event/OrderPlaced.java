package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.PaymentMethod;
import java.util.List;

/// order-service has accepted an order of a customer. The only event that is not caused by another
/// one.
public record OrderPlaced(
        OrderId orderId,
        CustomerId customerId,
        List<OrderLine> lines,
        Money total,
        PaymentMethod paymentMethod,
        Address shipTo)
        implements OrderEvent {

    public OrderPlaced {
        requireNonNull(orderId, "orderId");
        requireNonNull(customerId, "customerId");
        lines = List.copyOf(lines);
        requireNonNull(total, "total");
        requireNonNull(paymentMethod, "paymentMethod");
        requireNonNull(shipTo, "shipTo");
    }
}
