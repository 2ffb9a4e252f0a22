package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.function.Supplier;

/// A piece of work in an order's trace. Where nothing is recorded it does nothing.
public final class OrderSpan {

    static final String ORDER = "order.id";

    /// Of work whose order is not traced.
    public static final OrderSpan NONE = new OrderSpan(Span.getInvalid());

    private final Span span;
    // Still so when it has ended.
    private final boolean recorded;

    OrderSpan(Span span) {
        this.span = span;
        this.recorded = span.isRecording();
    }

    /// Whether anybody will see it.
    public boolean isRecorded() {
        return recorded;
    }

    /// The context for what this work causes; empty if nothing is recorded, and then what causes
    /// this work causes that as well.
    public Optional<String> traceparent() {
        return isRecorded() ? Optional.of(Traceparent.of(span.getSpanContext())) : Optional.empty();
    }

    public OrderSpan about(String order) {
        return with(ORDER, order);
    }

    /// Notes a word of ours; nothing that a customer has written.
    public OrderSpan with(String name, String value) {
        if (isRecorded()) {
            span.setAttribute(name, value);
        }
        return this;
    }

    public OrderSpan with(String name, long value) {
        if (isRecorded()) {
            span.setAttribute(name, value);
        }
        return this;
    }

    /// Points to the request, of whatever trace, that the current thread is working for.
    OrderSpan linkedToCurrent() {
        SpanContext current = Span.current().getSpanContext();
        if (isRecorded() && current.isValid()) {
            span.addLink(current);
        }
        return this;
    }

    /// Marks the work as failed, with the kind of the failure: its words may hold a customer's.
    public void fail(Throwable failure) {
        fail(failure.getClass().getSimpleName());
    }

    public void fail(String kind) {
        if (isRecorded()) {
            span.setStatus(StatusCode.ERROR, kind);
        }
    }

    /// Does work whose own spans belong beneath this one.
    public <T> T around(Supplier<T> work) {
        if (!span.getSpanContext().isValid()) {
            return work.get();
        }
        try (Scope _ = Context.root().with(span).makeCurrent()) {
            return work.get();
        }
    }

    /// Only what is ended is recorded at all.
    public void end() {
        span.end();
    }
}
