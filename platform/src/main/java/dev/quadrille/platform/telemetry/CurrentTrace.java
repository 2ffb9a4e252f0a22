package dev.quadrille.platform.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

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

    private Optional<TraceContext> context() {
        return Optional.ofNullable(tracer.getIfAvailable())
                .map(Tracer::currentSpan)
                .map(Span::context);
    }

    private static String format(TraceContext context) {
        String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + flags;
    }
}
