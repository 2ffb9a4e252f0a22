package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.StockLine;
import java.util.List;

/// The provider has charged the payment, once. Carries what shipping needs.
public record PaymentCharged(
        OrderId orderId,
        CustomerId customerId,
        Money charged,
        List<StockLine> lines,
        Address shipTo)
        implements OrderEvent {

    public PaymentCharged {
        requireNonNull(orderId, "orderId");
        requireNonNull(customerId, "customerId");
        requireNonNull(charged, "charged");
        lines = List.copyOf(lines);
        requireNonNull(shipTo, "shipTo");
    }
}
