package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;

/// The span of a step in an order's trace. Does nothing if the step is not recorded.
public final class OrderSpan {

    static final String ORDER = "order.id";

    /// The span of a step that is not recorded.
    public static final OrderSpan NONE = new OrderSpan(Span.getInvalid());

    private final Span span;
    // Stays valid after the span has ended.
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

    /// Adds an attribute. Its value is an id or one of a fixed set of words, never a customer's
    /// text.
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

    /// Marks the step as failed, with the class of the failure: its message may contain a
    /// customer's text.
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
