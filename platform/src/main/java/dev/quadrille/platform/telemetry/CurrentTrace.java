package dev.quadrille.platform.telemetry;

import dev.quadrille.platform.Uuids;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.ServerHttpObservationFilter;

/// The current trace, for code that passes it on: into an outbox row or a response.
public final class CurrentTrace {

    private final ObjectProvider<Tracer> tracer;

    public CurrentTrace(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    /// The context in the form of W3C Trace Context's `traceparent` header, version 00; empty if
    /// nothing is traced.
    public Optional<String> traceparent() {
        return context().map(CurrentTrace::spanContext).map(Traceparent::of);
    }

    /// The trace id: 32 hexadecimal digits.
    public Optional<String> traceId() {
        return context().map(TraceContext::traceId);
    }

    /// The trace id for an error response, when the request has ended or has never reached a
    /// handler: that of its span if it had one, else a new one, under which the failure can be
    /// logged.
    public String traceIdOf(HttpServletRequest request) {
        return traceId()
                .or(() -> spanOf(request).map(TraceContext::traceId))
                .orElseGet(CurrentTrace::freshTraceId);
    }

    /// Like `traceId`, for input that never became a request.
    public static String freshTraceId() {
        return Uuids.next().toString().replace("-", "");
    }

    private static Optional<TraceContext> spanOf(HttpServletRequest request) {
        return ServerHttpObservationFilter.findObservationContext(request)
                .map(observation -> observation.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(Span::context);
    }

    /// Records the order of the current request on its span.
    public void about(String order) {
        io.opentelemetry.api.trace.Span.current().setAttribute(OrderSpan.ORDER, order);
    }

    private Optional<TraceContext> context() {
        return Optional.ofNullable(tracer.getIfAvailable())
                .map(Tracer::currentSpan)
                .map(Span::context)
                .filter(context -> !context.traceId().isBlank());
    }

    private static SpanContext spanContext(TraceContext context) {
        return SpanContext.create(
                context.traceId(),
                context.spanId(),
                Boolean.TRUE.equals(context.sampled())
                        ? TraceFlags.getSampled()
                        : TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
