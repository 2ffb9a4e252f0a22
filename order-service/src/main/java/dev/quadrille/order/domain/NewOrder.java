package dev.quadrille.order.domain;

import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.PaymentMethod;
import java.util.List;

/// An order as it is accepted.
public record NewOrder(
        OrderId id,
        CustomerId customer,
        List<OrderLine> lines,
        PaymentMethod paymentMethod,
        Address shipTo) {

    public NewOrder {
        lines = List.copyOf(lines);
    }

    /// The sum of all lines; throws {@link IllegalArgumentException} if they are not of one
    /// currency.
    public Money total() {
        return lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    }

    public OrderPlaced placed() {
        return new OrderPlaced(id, customer, lines, total(), paymentMethod, shipTo);
    }
}
