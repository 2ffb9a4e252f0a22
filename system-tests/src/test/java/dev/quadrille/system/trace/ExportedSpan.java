package dev.quadrille.system.trace;

import static java.util.stream.Collectors.toMap;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A span that a process has exported.
///
/// @param resource the attributes of the process
public record ExportedSpan(Span span, Map<String, String> resource) {

    static ExportedSpan of(Span span, List<KeyValue> resource) {
        return new ExportedSpan(span, text(resource));
    }

    public String traceId() {
        return hex(span.getTraceId());
    }

    public String id() {
        return hex(span.getSpanId());
    }

    /// Empty for a root span.
    public String parentId() {
        return hex(span.getParentSpanId());
    }

    public String service() {
        return resource.getOrDefault("service.name", "unknown");
    }

    public String name() {
        return span.getName();
    }

    public Span.SpanKind kind() {
        return span.getKind();
    }

    /// Nanoseconds since the epoch.
    public long start() {
        return span.getStartTimeUnixNano();
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(text(span.getAttributesList()).get(name));
    }

    /// The order id; empty if the span belongs to no order.
    public Optional<String> order() {
        return attribute("order.id");
    }

    public String outcome() {
        return attribute("outcome").orElse("");
    }

    public boolean failed() {
        return span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
    }

    /// The ids of the spans that this one links to.
    public List<String> links() {
        return span.getLinksList().stream().map(link -> hex(link.getSpanId())).toList();
    }

    /// The service and the span name.
    public String title() {
        return service() + ": " + name();
    }

    private static Map<String, String> text(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(toMap(KeyValue::getKey, pair -> pair.getValue().getStringValue()));
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
