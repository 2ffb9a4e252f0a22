package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The `traceparent` header of W3C Trace Context: https://www.w3.org/TR/trace-context/. Written and
/// parsed by OpenTelemetry.
public final class Traceparent {

    private static final String HEADER = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<String> ITSELF =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(String traceparent) {
                    return List.of(HEADER);
                }

                @Override
                public @Nullable String get(@Nullable String traceparent, String key) {
                    return key.equals(HEADER) ? traceparent : null;
                }
            };

    private Traceparent() {}

    /// The header of a valid context.
    static String of(SpanContext context) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(
                Context.root().with(Span.wrap(context)),
                headers,
                (_, name, value) -> headers.put(name, value));
        return headers.getOrDefault(HEADER, "");
    }

    /// The context; not valid if the text is malformed.
    static SpanContext parse(String traceparent) {
        return Span.fromContext(W3C.extract(Context.root(), traceparent, ITSELF)).getSpanContext();
    }

    static boolean isSampled(String traceparent) {
        return parse(traceparent).isSampled();
    }

    public static boolean isValid(String traceparent) {
        return parse(traceparent).isValid();
    }

    /// The trace id: 32 hexadecimal digits; empty if the text is malformed.
    public static Optional<String> traceId(String traceparent) {
        return Optional.of(parse(traceparent))
                .filter(SpanContext::isValid)
                .map(SpanContext::getTraceId);
    }
}
