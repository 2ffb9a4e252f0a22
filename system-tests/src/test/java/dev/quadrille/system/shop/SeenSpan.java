package dev.quadrille.system.shop;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.Optional;

/// A span as the shop has sent it.
///
/// @param parentId empty where the trace begins
/// @param order empty if it is about no order
/// @param outcome empty if it has none
/// @param failed whether it is marked so
public record SeenSpan(
        String traceId,
        String id,
        String parentId,
        String service,
        String name,
        Span.SpanKind kind,
        Optional<String> order,
        Optional<String> outcome,
        boolean failed,
        int links) {

    /// Where it is from and what it is.
    public String title() {
        return service + ": " + name;
    }
}
