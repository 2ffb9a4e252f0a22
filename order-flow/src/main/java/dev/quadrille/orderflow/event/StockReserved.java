package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.PaymentMethod;
import dev.quadrille.orderflow.value.StockLine;
import java.util.List;

/// All lines of the order are reserved. Carries what payment and shipping need.
public record StockReserved(
        OrderId orderId,
        CustomerId customerId,
        List<StockLine> lines,
        Money total,
        PaymentMethod paymentMethod,
        Address shipTo)
        implements OrderEvent {

    public StockReserved {
        requireNonNull(orderId, "orderId");
        requireNonNull(customerId, "customerId");
        lines = List.copyOf(lines);
        requireNonNull(total, "total");
        requireNonNull(paymentMethod, "paymentMethod");
        requireNonNull(shipTo, "shipTo");
    }
}
