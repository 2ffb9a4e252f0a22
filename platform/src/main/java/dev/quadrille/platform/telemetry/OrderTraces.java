package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds to the traces of orders. Each order has one, which begins with the request that placed it;
/// whatever is done for it later, in whichever process, hangs beneath what caused it. What is not
/// recorded costs a look at the last letter of its context.
public final class OrderTraces {

    /// Records nothing.
    public static final OrderTraces OFF = new OrderTraces(null);

    private final @Nullable Tracer tracer;

    /// @param tracer null where nothing is recorded
    public OrderTraces(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /// Whether work that was caused in this context would be recorded.
    public boolean record(Optional<String> traceparent) {
        return tracer != null && traceparent.filter(Traceparent::isSampled).isPresent();
    }

    /// Begins work now.
    ///
    /// @param name in words of ours, of which there are few
    /// @param cause the W3C trace context of what caused it
    public OrderSpan begin(SpanKind kind, String name, Optional<String> cause) {
        return begin(kind, name, cause, null);
    }

    /// Tells of work that began earlier.
    public OrderSpan begin(
            SpanKind kind, String name, Optional<String> cause, @Nullable Instant start) {
        SpanContext parent = parent(cause);
        if (tracer == null || !parent.isValid()) {
            return OrderSpan.NONE;
        }
        if (!parent.isSampled()) {
            return new OrderSpan(Span.wrap(parent));
        }
        SpanBuilder builder =
                tracer.spanBuilder(name)
                        .setSpanKind(kind)
                        .setParent(Context.root().with(Span.wrap(parent)));
        return new OrderSpan(
                (start == null ? builder : builder.setStartTimestamp(start)).startSpan());
    }

    /// Begins what the current request, of another trace, does to an order.
    public OrderSpan beginFromRequest(String name, Optional<String> order) {
        return record(order)
                ? begin(SpanKind.INTERNAL, name, order).linkedToCurrent()
                : OrderSpan.NONE;
    }

    private SpanContext parent(Optional<String> cause) {
        return tracer == null
                ? SpanContext.getInvalid()
                : cause.map(Traceparent::parse).orElseGet(SpanContext::getInvalid);
    }
}
