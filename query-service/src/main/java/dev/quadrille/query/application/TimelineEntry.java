package dev.quadrille.query.application;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Instant;
import java.util.UUID;

/// One event in the timeline of an order.
///
/// @param service the name of the publisher
public record TimelineEntry(
        OrderId orderId,
        UUID id,
        String type,
        String service,
        Instant at,
        OrderEvent data,
        PartitionOffset position) {

    static TimelineEntry of(EventEnvelope<OrderEvent> received) {
        OrderEvent event = received.event();
        return new TimelineEntry(
                event.orderId(),
                received.id(),
                event.getClass().getSimpleName(),
                OrderFlow.publisherOf(event.getClass()).label(),
                received.at(),
                event,
                received.position());
    }
}
