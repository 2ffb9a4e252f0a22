package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Adds spans to the traces of orders. Each order has one trace. It begins with the request that
/// placed the order; every later step, in any process, is a child of that request and links to the
/// step that caused it. For an order that is not sampled, only its context is parsed.
public final class OrderTraces {

    /// Records nothing.
    public static final OrderTraces OFF = new OrderTraces(null);

    private final @Nullable Tracer tracer;

    /// @param tracer null if nothing is recorded
    public OrderTraces(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /// Whether a step of this trace would be recorded.
    public boolean records(EventTrace trace) {
        return tracer != null && trace.parent().filter(Traceparent::isSampled).isPresent();
    }

    /// Starts the span of a step, with a link to the step that caused it.
    ///
    /// @param name one of a small, fixed set of names
    public OrderSpan begin(SpanKind kind, String name, EventTrace trace) {
        return begin(kind, name, trace, parse(trace.cause()));
    }

    /// Starts the span of a step that the current request, which has a trace of its own, makes in
    /// the trace of an order; the span links to the request.
    public OrderSpan beginFromRequest(String name, EventTrace trace) {
        return begin(SpanKind.INTERNAL, name, trace, Span.current().getSpanContext());
    }

    private OrderSpan begin(SpanKind kind, String name, EventTrace trace, SpanContext link) {
        SpanContext parent = records(trace) ? parse(trace.parent()) : SpanContext.getInvalid();
        if (tracer == null || !parent.isValid()) {
            return OrderSpan.NONE;
        }
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind).setParent(context(parent));
        if (link.isValid()) {
            builder.addLink(link);
        }
        return new OrderSpan(builder.startSpan());
    }

    /// Runs calls whose spans are children of a step that may have ended.
    public <T> T within(EventTrace trace, Supplier<T> calls) {
        if (tracer == null) {
            return calls.get();
        }
        try (Scope _ = context(parse(trace.step())).makeCurrent()) {
            return calls.get();
        }
    }

    private static Context context(SpanContext parent) {
        return Context.root().with(Span.wrap(parent));
    }

    private static SpanContext parse(Optional<String> traceparent) {
        return traceparent.map(Traceparent::parse).orElseGet(SpanContext::getInvalid);
    }
}
