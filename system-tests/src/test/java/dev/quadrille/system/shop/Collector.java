package dev.quadrille.system.shop;

import static java.util.stream.Collectors.groupingBy;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Takes the traces of the running shop: a collector that speaks OTLP over HTTP.
public final class Collector {

    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, Queue<SeenSpan>> traces = new ConcurrentHashMap<>();
    private final HttpServer server;

    private Collector(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    static Collector open() {
        try {
            return new Collector(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The variables that have a process send its traces here.
    Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "200",
                "OTEL_BSP_MAX_QUEUE_SIZE",
                "20000");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::keep);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans resource) {
        String service =
                text(resource.getResource().getAttributesList(), "service.name").orElse("unknown");
        resource.getScopeSpansList()
                .forEach(scope -> scope.getSpansList().forEach(span -> keep(seen(span, service))));
    }

    private void keep(SeenSpan span) {
        traces.computeIfAbsent(span.traceId(), _ -> new ConcurrentLinkedQueue<>()).add(span);
    }

    private static SeenSpan seen(Span span, String service) {
        return new SeenSpan(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                service,
                span.getName(),
                span.getKind(),
                text(span.getAttributesList(), "order.id"),
                text(span.getAttributesList(), "outcome"),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                span.getLinksCount());
    }

    private static Optional<String> text(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(pair -> pair.getKey().equals(key))
                .map(pair -> pair.getValue().getStringValue())
                .findFirst();
    }

    private static String hex(ByteString id) {
        return HEX.formatHex(id.toByteArray());
    }

    /// All that has come so far, of one trace.
    public List<SeenSpan> trace(String traceId) {
        return List.copyOf(traces.getOrDefault(traceId, new ConcurrentLinkedQueue<>()));
    }

    /// All that has come so far, by the order that it is about.
    public Map<String, List<SeenSpan>> byOrder() {
        return spans().filter(span -> span.order().isPresent())
                .collect(groupingBy(span -> span.order().orElseThrow()));
    }

    /// All that has come so far and is beneath nothing: what the traces begin with.
    public List<SeenSpan> roots() {
        return spans().filter(span -> span.parentId().isEmpty()).toList();
    }

    private Stream<SeenSpan> spans() {
        return traces.values().stream().flatMap(Queue::stream);
    }
}
