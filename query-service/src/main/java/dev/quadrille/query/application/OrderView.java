package dev.quadrille.query.application;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.orderflow.Settlement;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.Traceparent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The read model of one order: a fold over its events. The result depends on which events were
/// seen and on their positions in the log, not on how often or in which order they were delivered.
///
/// @param placed the first event of the order; empty if it has not been seen
/// @param reason why the order was cancelled; empty unless it was
/// @param sightings the occurrences by event class; each participant publishes an event about an
///   order once
/// @param traceId of the trace to which the order's first event belongs
public record OrderView(
        OrderId orderId,
        Optional<OrderPlaced> placed,
        Optional<CancellationReason> reason,
        Map<Class<? extends OrderEvent>, EventOccurrence> sightings,
        Optional<String> traceId) {

    private static final EventOccurrence NONE =
            new EventOccurrence(new PartitionOffset(-1, -1), Instant.EPOCH);

    public OrderView {
        sightings = Map.copyOf(sightings);
    }

    /// The view of an order before its first event.
    public static OrderView unseen(OrderId orderId) {
        return new OrderView(
                orderId, Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    }

    /// The view after this event; the same view if an earlier copy of the event was seen.
    public OrderView with(EventEnvelope<OrderEvent> received) {
        OrderEvent event = received.event();
        EventOccurrence sighting = EventOccurrence.of(received);
        EventOccurrence known = sightings.get(event.getClass());
        if (known != null && !sighting.isBefore(known)) {
            return this;
        }
        Map<Class<? extends OrderEvent>, EventOccurrence> now = new HashMap<>(sightings);
        now.put(event.getClass(), sighting);
        return new OrderView(
                orderId,
                event instanceof OrderPlaced it ? Optional.of(it) : placed,
                event instanceof OrderCancelled it ? Optional.of(it.reason()) : reason,
                now,
                event instanceof OrderPlaced
                        ? received.trace().parent().flatMap(Traceparent::traceId)
                        : traceId);
    }

    public OrderStatus status() {
        if (seen().contains(OrderConfirmed.class)) {
            return OrderStatus.CONFIRMED;
        }
        return reason.isPresent() ? OrderStatus.CANCELLED : OrderStatus.PLACED;
    }

    /// The classes of the events seen.
    public Set<Class<? extends OrderEvent>> seen() {
        return sightings.keySet();
    }

    /// Increases by one with every event.
    public int version() {
        return sightings.size();
    }

    public boolean settled() {
        return Settlement.isSettled(seen(), reason);
    }

    /// When the order was placed; the epoch if that event has not been seen.
    public Instant placedAt() {
        return sightings.getOrDefault(OrderPlaced.class, NONE).at();
    }

    /// When the newest event happened, by the order of the log.
    public Instant updatedAt() {
        return newest().at();
    }

    /// The trace id of the newest event.
    public PartitionOffset position() {
        return newest().position();
    }

    private EventOccurrence newest() {
        return sightings.values().stream()
                .max(Comparator.comparingLong(it -> it.position().offset()))
                .orElse(NONE);
    }
}
