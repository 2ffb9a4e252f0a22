package dev.quadrille.platform.telemetry;

import dev.quadrille.platform.Uuids;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.ServerHttpObservationFilter;

/// The trace of the work at hand, for whoever must carry it on: into an outbox row, or into an
/// answer.
public final class CurrentTrace {

    private final ObjectProvider<Tracer> tracer;

    public CurrentTrace(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    /// The context in the form of W3C Trace Context's `traceparent` header, version 00; empty where
    /// nothing is traced.
    public Optional<String> traceparent() {
        return context().map(CurrentTrace::format);
    }

    /// The 32 hexadecimal digits that name the trace.
    public Optional<String> traceId() {
        return context().map(TraceContext::traceId);
    }

    /// That of a request whose work is over, or was never begun, when its failure is put into
    /// words: that of its span where it has had one, else a fresh one, under which the failure can
    /// be logged.
    public String traceIdOf(HttpServletRequest request) {
        return traceId()
                .or(() -> spanOf(request).map(TraceContext::traceId))
                .orElseGet(CurrentTrace::freshTraceId);
    }

    /// As `traceId` has it, for what never came to be a request.
    public static String freshTraceId() {
        return Uuids.next().toString().replace("-", "");
    }

    private static Optional<TraceContext> spanOf(HttpServletRequest request) {
        return ServerHttpObservationFilter.findObservationContext(request)
                .map(observation -> observation.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(Span::context);
    }

    /// Notes which order the current request is about.
    public void about(String order) {
        io.opentelemetry.api.trace.Span.current().setAttribute(OrderSpan.ORDER, order);
    }

    private Optional<TraceContext> context() {
        return Optional.ofNullable(tracer.getIfAvailable())
                .map(Tracer::currentSpan)
                .map(Span::context)
                .filter(context -> !context.traceId().isBlank());
    }

    private static String format(TraceContext context) {
        String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + flags;
    }
}
