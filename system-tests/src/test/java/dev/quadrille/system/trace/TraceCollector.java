package dev.quadrille.system.trace;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Collects the traces of the running system: a receiver for OTLP over HTTP.
public final class TraceCollector {

    private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, Queue<ExportedSpan>> traces = new ConcurrentHashMap<>();
    private final HttpServer server;

    private TraceCollector(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    public static TraceCollector open() {
        try {
            return new TraceCollector(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Environment variables that direct the traces of a process to this collector.
    public Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "200",
                "OTEL_BSP_MAX_QUEUE_SIZE",
                "20000");
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::store);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void store(ResourceSpans resource) {
        List<KeyValue> process = resource.getResource().getAttributesList();
        resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> ExportedSpan.of(span, process))
                .forEach(this::store);
    }

    private void store(ExportedSpan span) {
        traces.computeIfAbsent(span.traceId(), _ -> new ConcurrentLinkedQueue<>()).add(span);
    }

    /// Returns the spans of one trace received so far.
    public List<ExportedSpan> trace(String traceId) {
        return List.copyOf(traces.getOrDefault(traceId, new ConcurrentLinkedQueue<>()));
    }

    /// Waits until the trace has spans with these titles and a single root. A process exports a
    /// span when it ends, so a parent may arrive after its children.
    public ExportedTrace awaitTrace(String traceId, List<String> titles) {
        await().atMost(EXPORT_TIMEOUT)
                .untilAsserted(() -> {
                    ExportedTrace trace = new ExportedTrace(trace(traceId));
                    assertThat(trace.titles())
                            .containsAll(titles)
                            .contains("gateway: POST /api/orders");
                    assertThat(trace.roots()).hasSize(1);
                });
        return new ExportedTrace(trace(traceId));
    }

    /// Returns the spans received so far, grouped by order id.
    public Map<String, List<ExportedSpan>> byOrder() {
        return spans().filter(span -> span.order().isPresent())
                .collect(groupingBy(span -> span.order().orElseThrow()));
    }

    /// Returns the received spans without a parent.
    public List<ExportedSpan> roots() {
        return spans().filter(span -> span.parentId().isEmpty()).toList();
    }

    /// Returns all spans received so far.
    public Stream<ExportedSpan> spans() {
        return traces.values().stream().flatMap(Queue::stream);
    }
}
