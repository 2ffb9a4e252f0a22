package dev.quadrille.messaging.samples;

import dev.quadrille.orderflow.event.CancellationReason;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
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

/// Makes facts. All are about the same purchase, of an order that the caller may choose.
public final class Samples {

    public static final OrderId ORDER = OrderId.of("01920000-0000-7000-8000-0000000000aa");

    private static final CustomerId ALICE = new CustomerId("alice");
    private static final Sku SKU = new Sku("ESPRESSO-MACHINE");
    private static final Money PRICE = new Money(49_900, Currency.getInstance("EUR"));
    private static final Quantity TWO = new Quantity(2);
    private static final Money TOTAL = PRICE.times(TWO);
    private static final PaymentMethod METHOD = new PaymentMethod("pm_ok");
    private static final List<StockLine> STOCK = List.of(new StockLine(SKU, TWO));
    private static final Address ADDRESS = new Address("Alice", "Ring 1", "Vienna", "1010", "AT");
    private static final ShipmentId SHIPMENT =
            new ShipmentId(UUID.fromString("01920000-0000-7000-8000-0000000000bb"));

    private Samples() {}

    /// One of every type.
    public static List<Object> all() {
        return List.of(
                orderPlaced(ORDER),
                new StockReserved(ORDER, ALICE, STOCK, TOTAL, METHOD, ADDRESS),
                new StockRejected(ORDER, List.of(SKU)),
                paymentCharged(ORDER),
                new PaymentDeclined(ORDER, "insufficient funds"),
                new ShipmentBooked(ORDER, SHIPMENT, "CITY_POST"),
                new ShipmentRefused(ORDER, "no carrier serves the destination"),
                new OrderConfirmed(ORDER),
                orderCancelled(ORDER, CancellationReason.PAYMENT_DECLINED),
                new StockReleased(ORDER, STOCK),
                new PaymentRefunded(ORDER, TOTAL),
                new ShipmentCancelled(ORDER, Optional.of(SHIPMENT)),
                productListed(49_900));
    }

    public static OrderEvent orderPlaced(OrderId order) {
        List<OrderLine> lines = List.of(new OrderLine(SKU, "Espresso machine", TWO, PRICE));
        return new OrderPlaced(order, ALICE, lines, TOTAL, METHOD, ADDRESS);
    }

    public static OrderEvent paymentCharged(OrderId order) {
        return new PaymentCharged(order, ALICE, TOTAL, STOCK, ADDRESS);
    }

    public static OrderEvent orderCancelled(OrderId order, CancellationReason reason) {
        return new OrderCancelled(order, reason, TOTAL);
    }

    public static ProductListed productListed(long price) {
        return new ProductListed(SKU, "Espresso machine", new Money(price, PRICE.currency()));
    }
}
