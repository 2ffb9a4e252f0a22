package dev.quadrille.local.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Parses binary OTLP requests: https://opentelemetry.io/docs/specs/otlp/#otlphttp-request
final class OtlpReader {

    private static final HexFormat HEX = HexFormat.of();

    private OtlpReader() {}

    /// Throws {@link InvalidProtocolBufferException} if the body is not an OTLP trace request.
    static List<TraceSpan> read(byte[] body) throws InvalidProtocolBufferException {
        return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                .flatMap(OtlpReader::spans)
                .toList();
    }

    private static Stream<TraceSpan> spans(ResourceSpans resource) {
        String service =
                attributes(resource.getResource().getAttributesList())
                        .getOrDefault("service.name", "unknown");
        return resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> read(span, service));
    }

    private static TraceSpan read(Span span, String service) {
        return new TraceSpan(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()),
                error(span.getStatus()),
                span.getLinksList().stream().map(OtlpReader::link).toList());
    }

    private static TraceSpan.Link link(Span.Link link) {
        return new TraceSpan.Link(hex(link.getTraceId()), hex(link.getSpanId()));
    }

    private static Optional<String> error(Status status) {
        return status.getCode() == Status.StatusCode.STATUS_CODE_ERROR
                ? Optional.of(status.getMessage())
                : Optional.empty();
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        pairs.forEach(pair -> attributes.put(pair.getKey(), text(pair.getValue())));
        return attributes;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            default -> "…";
        };
    }

    private static String hex(ByteString id) {
        return HEX.formatHex(id.toByteArray());
    }
}
