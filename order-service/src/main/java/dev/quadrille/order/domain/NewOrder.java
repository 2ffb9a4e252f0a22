package dev.quadrille.order.domain;

import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.PaymentMethod;
import java.util.List;

/// An order at the time of its acceptance.
public record NewOrder(
        OrderId id,
        CustomerId customer,
        List<OrderLine> lines,
        PaymentMethod paymentMethod,
        Address shipTo) {

    public NewOrder {
        lines = List.copyOf(lines);
    }

    /// Returns the sum of all lines.
    ///
    /// @throws IllegalArgumentException if the lines have different currencies
    public Money total() {
        return lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    }

    public OrderPlaced placed() {
        return new OrderPlaced(id, customer, lines, total(), paymentMethod, shipTo);
    }
}
