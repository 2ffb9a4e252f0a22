package dev.quadrille.query.application;

import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.orderConfirmed;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.paymentRefunded;
import static dev.quadrille.testsupport.samples.Samples.shipmentBooked;
import static dev.quadrille.testsupport.samples.Samples.shipmentCancelled;
import static dev.quadrille.testsupport.samples.Samples.stockRejected;
import static dev.quadrille.testsupport.samples.Samples.stockReleased;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import java.util.List;
import java.util.stream.Stream;

/// Events of sample orders.
public final class SampleOrders {

    private SampleOrders() {}

    /// A new id.
    public static OrderId order() {
        return new OrderId(Uuids.next());
    }

    public static List<OrderEvent> confirmed(OrderId order) {
        return List.of(
                orderPlaced(order),
                stockReserved(order),
                paymentCharged(order),
                shipmentBooked(order),
                orderConfirmed(order));
    }

    public static List<OrderEvent> rejected(OrderId order) {
        return List.of(
                orderPlaced(order),
                stockRejected(order),
                orderCancelled(order, CancellationReason.STOCK_REJECTED));
    }

    public static List<OrderEvent> cancelled(OrderId order) {
        return List.of(
                orderPlaced(order),
                stockReserved(order),
                orderCancelled(order, CancellationReason.CUSTOMER_REQUEST),
                paymentRefunded(order),
                shipmentCancelled(order),
                stockReleased(order));
    }

    public static List<OrderEvent> unsettled(OrderId order) {
        return List.of(orderPlaced(order), stockReserved(order));
    }

    /// The given number of confirmed, rejected, cancelled and unsettled orders each.
    public static List<OrderEvent> ofEveryKind(int times) {
        return Stream.generate(() ->
                        Stream.of(
                                        confirmed(order()),
                                        rejected(order()),
                                        cancelled(order()),
                                        unsettled(order()))
                                .flatMap(List::stream))
                .limit(times)
                .flatMap(it -> it)
                .toList();
    }
}
