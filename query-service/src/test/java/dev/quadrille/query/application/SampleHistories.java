package dev.quadrille.query.application;

import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.orderConfirmed;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.paymentDeclined;
import static dev.quadrille.testsupport.samples.Samples.paymentRefunded;
import static dev.quadrille.testsupport.samples.Samples.shipmentBooked;
import static dev.quadrille.testsupport.samples.Samples.shipmentCancelled;
import static dev.quadrille.testsupport.samples.Samples.shipmentRefused;
import static dev.quadrille.testsupport.samples.Samples.stockRejected;
import static dev.quadrille.testsupport.samples.Samples.stockReleased;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.platform.telemetry.EventTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Possible histories of one order in the log.
final class SampleHistories {

    static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    /// One history of each kind, up to the event that settles the order.
    static final List<List<OrderEvent>> HISTORIES =
            List.of(
                    List.of(
                            orderPlaced(ORDER),
                            stockReserved(ORDER),
                            paymentCharged(ORDER),
                            shipmentBooked(ORDER),
                            orderConfirmed(ORDER)),
                    List.of(
                            orderPlaced(ORDER),
                            stockRejected(ORDER),
                            orderCancelled(ORDER, CancellationReason.STOCK_REJECTED)),
                    List.of(
                            orderPlaced(ORDER),
                            stockReserved(ORDER),
                            paymentDeclined(ORDER),
                            orderCancelled(ORDER, CancellationReason.PAYMENT_DECLINED),
                            stockReleased(ORDER)),
                    List.of(
                            orderPlaced(ORDER),
                            stockReserved(ORDER),
                            paymentCharged(ORDER),
                            shipmentRefused(ORDER),
                            orderCancelled(ORDER, CancellationReason.SHIPMENT_REFUSED),
                            stockReleased(ORDER),
                            paymentRefunded(ORDER)),
                    List.of(
                            orderPlaced(ORDER),
                            orderCancelled(ORDER, CancellationReason.CUSTOMER_REQUEST),
                            stockReserved(ORDER),
                            paymentDeclined(ORDER),
                            shipmentCancelled(ORDER),
                            stockReleased(ORDER)),
                    List.of(
                            orderPlaced(ORDER),
                            stockReserved(ORDER),
                            paymentCharged(ORDER),
                            orderCancelled(ORDER, CancellationReason.DEADLINE_PASSED),
                            shipmentBooked(ORDER),
                            stockReleased(ORDER),
                            paymentRefunded(ORDER),
                            shipmentCancelled(ORDER)));

    private static final Instant BEGINNING = Instant.parse("2026-11-21T10:00:00Z");

    private SampleHistories() {}

    /// The events at consecutive offsets, one millisecond apart.
    static List<EventEnvelope<OrderEvent>> of(List<? extends OrderEvent> events) {
        List<EventEnvelope<OrderEvent>> log = new ArrayList<>();
        events.forEach(event -> log.add(at(log.size(), event)));
        return log;
    }

    /// The same event at another offset. A relay that crashes before it deletes an event publishes
    /// it again.
    static EventEnvelope<OrderEvent> copyAt(long offset, EventEnvelope<OrderEvent> event) {
        return new EventEnvelope<>(
                Topic.ORDER_FLOW,
                event.event(),
                event.id(),
                event.at(),
                event.trace(),
                new PartitionOffset(0, offset));
    }

    private static EventEnvelope<OrderEvent> at(int offset, OrderEvent event) {
        return new EventEnvelope<>(
                Topic.ORDER_FLOW,
                event,
                new UUID(0x0192000000007000L, 0x8000000000000000L + offset),
                BEGINNING.plusMillis(offset),
                EventTrace.of("00-" + TRACE_ID + "-b7ad6b7169203331-01", null),
                new PartitionOffset(0, offset));
    }
}
