package dev.quadrille.system.simulation;

import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.PaymentMethod;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.system.simulation.random.Choices;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/// Generates one or two orders. The stock may be too small for both.
final class GeneratedOrders {

    private static final Sku KETTLE = new Sku("KETTLE");
    private static final Sku FILTER = new Sku("FILTER");
    private static final Money PRICE = new Money(1_000, Currency.getInstance("EUR"));

    private final Choices choices;

    GeneratedOrders(Choices choices) {
        this.choices = choices;
    }

    List<SimulatedOrder> orders(Rules rules, SimulatedStock stock) {
        stock.fill(KETTLE, 4 - choices.next(4));
        stock.fill(FILTER, 4 - choices.next(4));
        List<SimulatedOrder> orders = new ArrayList<>();
        int count = 1 + choices.next(2);
        for (int number = 1; number <= count; number++) {
            orders.add(new SimulatedOrder(order(number), rules, stock));
        }
        return orders;
    }

    private OrderPlaced order(int number) {
        List<OrderLine> lines = new ArrayList<>();
        lines.add(line(KETTLE));
        if (choices.next(2) == 1) {
            lines.add(line(FILTER));
        }
        Money total = lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
        PaymentMethod method = new PaymentMethod(choices.oneIn(5) ? "pm_declined" : "pm_ok");
        String country = choices.oneIn(5) ? "AQ" : "AT";
        return new OrderPlaced(
                new OrderId(new UUID(0, number)),
                new CustomerId("alice"),
                lines,
                total,
                method,
                new Address("Alice", "Ring 1", "Vienna", "1010", country));
    }

    private OrderLine line(Sku sku) {
        return new OrderLine(sku, "Product", new Quantity(1 + choices.next(2)), PRICE);
    }
}
