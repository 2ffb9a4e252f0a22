package dev.quadrille.local.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A span with the properties that the trace page shows.
///
/// @param parentId empty for a root span
/// @param kind for example `CONSUMER`
/// @param start in nanoseconds since the epoch
/// @param end in nanoseconds since the epoch
/// @param error the status message of a failed span; otherwise empty
/// @param links the spans that caused this one, in this trace or another
record TraceSpan(
        String traceId,
        String spanId,
        String parentId,
        String service,
        String name,
        String kind,
        long start,
        long end,
        Map<String, String> attributes,
        Optional<String> error,
        List<Link> links) {

    TraceSpan {
        attributes = Map.copyOf(attributes);
        links = List.copyOf(links);
    }

    /// A reference to a span of this trace or another one.
    record Link(String traceId, String spanId) {}

    Optional<String> order() {
        return Optional.ofNullable(attributes.get("order.id"));
    }
}
