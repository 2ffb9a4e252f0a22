package dev.quadrille.messaging;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.OrderSpan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Envelope wrapper of an event, the same when it is published, sent and consumed
/// (https://www.enterpriseintegrationpatterns.com/patterns/messaging/EnvelopeWrapper.html).
///
/// @param id the same for every copy of the event
/// @param at when the event was recorded, by the clock of the publishing service
/// @param trace the trace context of the steps that the event causes
/// @param position the position in the log; {@link PartitionOffset#NONE} before it is published
public record EventEnvelope<E>(
        Topic<E> topic, E event, UUID id, Instant at, EventTrace trace, PartitionOffset position) {

    /// A new event of an order.
    public static EventEnvelope<OrderEvent> of(OrderEvent event, EventTrace trace) {
        return of(Topic.ORDER_FLOW, event, trace);
    }

    /// A new event of the catalog.
    public static EventEnvelope<ProductListed> of(ProductListed event) {
        return of(Topic.CATALOG, event, EventTrace.NONE);
    }

    private static <E> EventEnvelope<E> of(Topic<E> topic, E event, EventTrace trace) {
        return new EventEnvelope<>(topic, event, Uuids.next(), now(), trace, PartitionOffset.NONE);
    }

    /// To the microsecond, the precision of the outbox table.
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    public String key() {
        return topic.keyOf(event);
    }

    /// The CloudEvents type.
    public String type() {
        return Topic.typeOf(event.getClass());
    }

    /// Makes the step that handles the event the cause of what it publishes.
    public EventEnvelope<E> withCause(OrderSpan step) {
        return step.isRecorded()
                ? new EventEnvelope<>(topic, event, id, at, trace.causedBy(step), position)
                : this;
    }
}
