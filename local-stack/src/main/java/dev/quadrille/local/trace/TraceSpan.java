package dev.quadrille.local.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A span as it is shown.
///
/// @param parentId empty where the trace begins
/// @param kind such as `CONSUMER`
/// @param start in nanoseconds since the epoch, as the end is
/// @param error the kind of the failure; empty if there was none
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

    /// A span, of this trace or another.
    record Link(String traceId, String spanId) {}

    Optional<String> order() {
        return Optional.ofNullable(attributes.get("order.id"));
    }
}
