package dev.quadrille.query.application;

import dev.quadrille.messaging.LogPosition;
import dev.quadrille.messaging.Received;
import dev.quadrille.orderflow.Settlement;
import dev.quadrille.orderflow.event.CancellationReason;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the log says of one order so far: a fold over its events that depends on which were seen,
/// not on how often.
///
/// @param placed the event that the order began with; empty if it has not been seen
/// @param reason why it was cancelled; empty unless it was
/// @param seen the classes of the events seen; each participant tells each fact about an order once
/// @param updatedAt when the newest of them happened, by the order of the log
/// @param position of the newest of them
/// @param traceId of the trace that the order's first event belongs to
public record OrderView(
        OrderId orderId,
        Optional<OrderPlaced> placed,
        Optional<CancellationReason> reason,
        Set<Class<? extends OrderEvent>> seen,
        Instant placedAt,
        Instant updatedAt,
        LogPosition position,
        Optional<String> traceId) {

    public OrderView {
        seen = Set.copyOf(seen);
    }

    /// What is known of an order before its first event.
    public static OrderView unseen(OrderId orderId) {
        return new OrderView(
                orderId,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                new LogPosition(-1, -1),
                Optional.empty());
    }

    /// The view after this event; the same view if it was seen before, which is what a duplicate in
    /// the log is.
    public OrderView with(Received<OrderEvent> received) {
        OrderEvent event = received.event();
        if (seen.contains(event.getClass())) {
            return this;
        }
        Set<Class<? extends OrderEvent>> nowSeen = new HashSet<>(seen);
        nowSeen.add(event.getClass());
        boolean newest = received.position().offset() > position.offset();
        boolean first = event instanceof OrderPlaced;
        return new OrderView(
                orderId,
                event instanceof OrderPlaced it ? Optional.of(it) : placed,
                event instanceof OrderCancelled it ? Optional.of(it.reason()) : reason,
                nowSeen,
                first ? received.at() : placedAt,
                newest ? received.at() : updatedAt,
                newest ? received.position() : position,
                first ? received.traceparent().map(OrderView::traceId) : traceId);
    }

    private static String traceId(String traceparent) {
        String[] parts = traceparent.split("-", -1);
        return parts.length > 1 ? parts[1] : "";
    }

    /// `PLACED`, `CONFIRMED` or `CANCELLED`.
    public String status() {
        if (seen.contains(OrderConfirmed.class)) {
            return "CONFIRMED";
        }
        return reason.isPresent() ? "CANCELLED" : "PLACED";
    }

    /// Grows by one with every event.
    public int version() {
        return seen.size();
    }

    public boolean settled() {
        return Settlement.isSettled(seen, reason);
    }
}
