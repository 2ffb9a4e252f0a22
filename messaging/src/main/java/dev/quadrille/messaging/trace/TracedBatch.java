package dev.quadrille.messaging.trace;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.platform.telemetry.OrderSpan;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;

/// The events of one poll, each with the trace context of its own span. The spans end with the
/// transaction.
public final class TracedBatch implements TransactionSynchronization {

    private final List<EventEnvelope<OrderEvent>> events;
    // Compares by identity: a duplicate event is equal, but has its own span.
    private final IdentityHashMap<EventEnvelope<OrderEvent>, OrderSpan> spans;

    TracedBatch(
            List<EventEnvelope<OrderEvent>> events,
            IdentityHashMap<EventEnvelope<OrderEvent>, OrderSpan> spans) {
        this.events = events;
        this.spans = spans;
    }

    static TracedBatch untraced(List<EventEnvelope<OrderEvent>> events) {
        return new TracedBatch(events, new IdentityHashMap<>(0));
    }

    static TracedBatch of(List<EventEnvelope<OrderEvent>> events, List<OrderSpan> spans) {
        IdentityHashMap<EventEnvelope<OrderEvent>, OrderSpan> byEvent = new IdentityHashMap<>();
        for (int i = 0; i < spans.size(); i++) {
            byEvent.put(events.get(i), spans.get(i));
        }
        return new TracedBatch(events, byEvent);
    }

    public List<EventEnvelope<OrderEvent>> events() {
        return events;
    }

    public void recordDecision(
            EventEnvelope<OrderEvent> event, String outcome, Optional<OrderEvent> published) {
        OrderSpan span = spans.getOrDefault(event, OrderSpan.NONE);
        span.with("outcome", outcome);
        if (published.orElse(null) instanceof OrderCancelled cancelled) {
            span.with(EventSpans.REASON, cancelled.reason().name());
        }
    }

    /// Records that the handling failed. For a poison message only its own span is marked, because
    /// the other events are handled again.
    void recordFailure(RuntimeException failure) {
        if (failure instanceof PoisonEvent poisoned) {
            spans.entrySet().removeIf(it -> !poisoned.concerns(it.getKey()));
        }
        spans.values().forEach(span -> span.fail(PoisonEvent.unwrap(failure)));
    }

    @Override
    public void afterCompletion(int status) {
        if (status != STATUS_COMMITTED) {
            spans.values().forEach(span -> span.with("outcome", "rolled back"));
        }
        spans.values().forEach(OrderSpan::end);
    }
}
