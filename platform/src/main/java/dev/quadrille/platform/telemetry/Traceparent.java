package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/// The `traceparent` header of W3C Trace Context, version 00:
/// https://www.w3.org/TR/trace-context/#traceparent-header
final class Traceparent {

    private static final int LENGTH = 55;
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    private Traceparent() {}

    static String of(SpanContext context) {
        return "00-"
                + context.getTraceId()
                + "-"
                + context.getSpanId()
                + (context.isSampled() ? "-01" : "-00");
    }

    /// Whether the sampled flag is set; validates nothing else.
    static boolean isSampled(String traceparent) {
        return traceparent.length() == LENGTH
                && (Character.digit(traceparent.charAt(LENGTH - 1), 16) & 1) == 1;
    }

    /// The context; not valid if the text is malformed.
    static SpanContext parse(String traceparent) {
        if (traceparent.length() != LENGTH) {
            return SpanContext.getInvalid();
        }
        return SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE, SPAN - 1),
                traceparent.substring(SPAN, FLAGS - 1),
                isSampled(traceparent) ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
