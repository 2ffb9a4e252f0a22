package dev.quadrille.testsupport.samples;

import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.event.ShipmentRefused;
import dev.quadrille.orderflow.event.StockRejected;
import dev.quadrille.orderflow.event.StockReleased;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.PaymentMethod;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Creates sample events. All are about the same purchase; the caller may choose the order id.
public final class Samples {

    public static final OrderId ORDER = OrderId.of("01920000-0000-7000-8000-0000000000aa");
    public static final CustomerId ALICE = new CustomerId("alice");
    public static final Sku SKU = new Sku("ESPRESSO-MACHINE");
    public static final Money PRICE = new Money(49_900, Currency.getInstance("EUR"));

    private static final Quantity TWO = new Quantity(2);
    public static final Money TOTAL = PRICE.times(TWO);
    public static final Money NO_MONEY = Money.zero(TOTAL.currency());
    public static final PaymentMethod METHOD = new PaymentMethod("pm_ok");
    public static final List<StockLine> STOCK = List.of(new StockLine(SKU, TWO));
    public static final ShipmentId SHIPMENT =
            new ShipmentId(UUID.fromString("01920000-0000-7000-8000-0000000000bb"));

    private static final String AUSTRIA = "AT";

    private Samples() {}

    /// One event of every type.
    public static List<Object> all() {
        return List.of(
                orderPlaced(ORDER),
                stockReserved(ORDER),
                stockRejected(ORDER),
                paymentCharged(ORDER),
                paymentDeclined(ORDER),
                shipmentBooked(ORDER),
                shipmentRefused(ORDER),
                orderConfirmed(ORDER),
                orderCancelled(ORDER, CancellationReason.PAYMENT_DECLINED),
                stockReleased(ORDER),
                paymentRefunded(ORDER),
                shipmentCancelled(ORDER),
                productListed(PRICE.amount(), 3));
    }

    public static OrderPlaced orderPlaced(OrderId order) {
        return orderPlaced(order, STOCK);
    }

    /// An order of these lines, all at the same price.
    public static OrderPlaced orderPlaced(OrderId order, List<StockLine> stock) {
        List<OrderLine> lines =
                stock.stream()
                        .map(line ->
                                new OrderLine(
                                        line.sku(), "Espresso machine", line.quantity(), PRICE))
                        .toList();
        Money total = lines.stream().map(OrderLine::total).reduce(NO_MONEY, Money::plus);
        return new OrderPlaced(order, ALICE, lines, total, METHOD, address(AUSTRIA));
    }

    public static StockReserved stockReserved(OrderId order) {
        return stockReserved(order, METHOD.value());
    }

    public static StockReserved stockReserved(OrderId order, String method) {
        return new StockReserved(
                order, ALICE, STOCK, TOTAL, new PaymentMethod(method), address(AUSTRIA));
    }

    public static StockRejected stockRejected(OrderId order) {
        return new StockRejected(order, List.of(SKU));
    }

    public static PaymentCharged paymentCharged(OrderId order) {
        return paymentCharged(order, AUSTRIA);
    }

    /// A payment for an order that ships to this country.
    public static PaymentCharged paymentCharged(OrderId order, String country) {
        return new PaymentCharged(order, ALICE, TOTAL, STOCK, address(country));
    }

    public static PaymentDeclined paymentDeclined(OrderId order) {
        return new PaymentDeclined(order, "insufficient funds");
    }

    public static ShipmentBooked shipmentBooked(OrderId order) {
        return new ShipmentBooked(order, SHIPMENT, "CITY_POST");
    }

    public static ShipmentRefused shipmentRefused(OrderId order) {
        return new ShipmentRefused(order, "no carrier serves the destination");
    }

    public static OrderConfirmed orderConfirmed(OrderId order) {
        return new OrderConfirmed(order);
    }

    public static OrderCancelled orderCancelled(OrderId order, CancellationReason reason) {
        return new OrderCancelled(order, reason, TOTAL);
    }

    public static StockReleased stockReleased(OrderId order) {
        return new StockReleased(order, STOCK);
    }

    public static PaymentRefunded paymentRefunded(OrderId order) {
        return new PaymentRefunded(order, TOTAL);
    }

    public static ShipmentCancelled shipmentCancelled(OrderId order) {
        return new ShipmentCancelled(order, Optional.of(SHIPMENT));
    }

    /// An event as published before products had versions.
    public static ProductListed productListed(long price) {
        return productListed(price, 0);
    }

    public static ProductListed productListed(long price, long version) {
        Money money = new Money(price, PRICE.currency());
        return new ProductListed(SKU, "Espresso machine", money, version);
    }

    private static Address address(String country) {
        return new Address("Alice", "Ring 1", "Vienna", "1010", country);
    }
}
