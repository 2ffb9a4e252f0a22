package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;

/// A step in an order's trace. Does nothing where the step is not recorded.
public final class OrderSpan {

    static final String ORDER = "order.id";

    /// Of a step that is not recorded.
    public static final OrderSpan NONE = new OrderSpan(Span.getInvalid());

    private final Span span;
    // Does not change when the span ends.
    private final boolean recorded;

    OrderSpan(Span span) {
        this.span = span;
        this.recorded = span.isRecording();
    }

    public boolean isRecorded() {
        return recorded;
    }

    /// The W3C context of this step; empty if it is not recorded.
    public Optional<String> traceparent() {
        return isRecorded() ? Optional.of(Traceparent.of(span.getSpanContext())) : Optional.empty();
    }

    public OrderSpan about(String order) {
        return with(ORDER, order);
    }

    /// Adds an attribute. Its value is an id or a word of a fixed set, never a customer's text.
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

    /// Marks the step as failed, with the class of the failure: its message may hold a customer's
    /// text.
    public void fail(Throwable failure) {
        if (isRecorded()) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
    }

    /// Only spans that have ended are exported.
    public void end() {
        span.end();
    }
}
