package dev.quadrille.messaging.trace;

import dev.quadrille.messaging.Received;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.platform.telemetry.OrderSpan;
import dev.quadrille.platform.telemetry.OrderTraces;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Gives each event that is handled a span in its order's trace, beneath what caused the event. The
/// spans of a batch all last as long as the batch: that is how long each event waited for its
/// effect. (The statements of a batch serve many orders at once, so they belong to no trace.)
public final class EventSpans {

    private final OrderTraces traces;

    public EventSpans(OrderTraces traces) {
        this.traces = traces;
    }

    /// Has a batch handled in the current transaction.
    ///
    /// @param name what the handling of an event is called
    public void around(
            List<Received<OrderEvent>> batch,
            Function<OrderEvent, String> name,
            Consumer<TracedBatch> handling) {
        if (isUntraced(batch)) {
            handling.accept(TracedBatch.untraced(batch));
            return;
        }
        TracedBatch traced = begin(batch, name);
        TransactionSynchronizationManager.registerSynchronization(traced);
        try {
            handling.accept(traced);
        } catch (RuntimeException e) {
            traced.failed(e);
            throw e;
        }
    }

    private boolean isUntraced(List<Received<OrderEvent>> batch) {
        for (Received<OrderEvent> each : batch) {
            if (traces.record(each.traceparent())) {
                return false;
            }
        }
        return true;
    }

    private TracedBatch begin(List<Received<OrderEvent>> batch, Function<OrderEvent, String> name) {
        List<Received<OrderEvent>> traced = new ArrayList<>(batch.size());
        List<OrderSpan> spans = new ArrayList<>(batch.size());
        for (Received<OrderEvent> each : batch) {
            OrderSpan span = begin(each, name).with("batch.size", batch.size());
            spans.add(span);
            traced.add(span.traceparent().map(each::causing).orElse(each));
        }
        return TracedBatch.of(traced, spans);
    }

    private OrderSpan begin(Received<OrderEvent> received, Function<OrderEvent, String> name) {
        if (!traces.record(received.traceparent())) {
            return OrderSpan.NONE;
        }
        OrderEvent event = received.event();
        return traces.begin(SpanKind.CONSUMER, name.apply(event), received.traceparent())
                .about(event.orderId().toString())
                .with("event.type", event.getClass().getSimpleName())
                .with("event.id", received.id().toString());
    }

    /// Tells, if the current transaction commits, what the current request or the passing of time
    /// has done to an order; returns the context for what comes of it.
    ///
    /// @param trace the context that the order has on record
    public Optional<String> decided(String name, String order, Optional<String> trace) {
        OrderSpan span = traces.beginFromRequest(name, trace);
        if (!span.isRecorded()) {
            return trace;
        }
        span.about(order);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        span.end();
                    }
                });
        return span.traceparent();
    }
}
