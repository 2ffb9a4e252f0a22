package dev.quadrille.messaging.trace;

import dev.quadrille.messaging.AfterCommit;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.OrderSpan;
import dev.quadrille.platform.telemetry.OrderTraces;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Creates a span for each handled event in the trace of its order: a child of the request that
/// placed the order, linked to the step that published the event. All spans of a batch last as long
/// as the batch, because that is when each event takes effect. `event.age.ms` is the time that the
/// event spent in the outbox and the log. (SQL has no spans in these traces: a statement serves
/// many orders.)
///
/// Decision record: `docs/decisions/0019-traces.md`.
public final class EventSpans {

    static final String REASON = "cancellation.reason";

    private final OrderTraces traces;
    private final Clock clock;

    public EventSpans(OrderTraces traces, Clock clock) {
        this.traces = traces;
        this.clock = clock;
    }

    /// Traces the handling of a batch in the current transaction.
    public void traceBatch(
            List<EventEnvelope<OrderEvent>> batch,
            Function<OrderEvent, String> name,
            Consumer<TracedBatch> handling) {
        if (isNotSampled(batch)) {
            handling.accept(TracedBatch.untraced(batch));
            return;
        }
        TracedBatch traced = begin(batch, name);
        TransactionSynchronizationManager.registerSynchronization(traced);
        try {
            handling.accept(traced);
        } catch (RuntimeException e) {
            traced.recordFailure(e);
            throw e;
        }
    }

    private boolean isNotSampled(List<EventEnvelope<OrderEvent>> batch) {
        for (EventEnvelope<OrderEvent> each : batch) {
            if (traces.records(each.trace())) {
                return false;
            }
        }
        return true;
    }

    private TracedBatch begin(
            List<EventEnvelope<OrderEvent>> batch, Function<OrderEvent, String> name) {
        List<EventEnvelope<OrderEvent>> handled = new ArrayList<>(batch.size());
        List<OrderSpan> steps = new ArrayList<>(batch.size());
        for (EventEnvelope<OrderEvent> each : batch) {
            OrderSpan step = begin(each, name).with("batch.size", batch.size());
            steps.add(step);
            handled.add(each.withCause(step));
        }
        return TracedBatch.of(handled, steps);
    }

    private OrderSpan begin(EventEnvelope<OrderEvent> received, Function<OrderEvent, String> name) {
        if (!traces.records(received.trace())) {
            return OrderSpan.NONE;
        }
        OrderEvent event = received.event();
        return traces.begin(SpanKind.CONSUMER, name.apply(event), received.trace())
                .about(event.orderId().toString())
                .with("event.type", event.getClass().getSimpleName())
                .with("event.id", received.id().toString())
                .with("event.age.ms", ageInMillis(received));
    }

    private long ageInMillis(EventEnvelope<OrderEvent> received) {
        return Duration.between(received.at(), clock.instant()).toMillis();
    }

    /// Records a span, on commit, for a cancellation by a request or the deadline. Returns the
    /// trace to propagate.
    public EventTrace recordCancellation(
            String name, String order, CancellationReason reason, EventTrace trace) {
        if (!traces.records(trace)) {
            return trace;
        }
        OrderSpan step =
                traces.beginFromRequest(name, trace)
                        .about(order)
                        .with("outcome", "taken")
                        .with(REASON, reason.name());
        AfterCommit.run(step::end);
        return trace.causedBy(step);
    }
}
