package dev.quadrille.local.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/// An OTLP receiver at `/v1/traces` and a trace viewer at `/trace/{id}`, on the loopback interface
/// only.
public final class OtlpTraceServer implements AutoCloseable {

    // A span takes about 1 kB; the launcher has a heap of 192 MB.
    private static final int MAX_SPANS = 30_000;
    private static final int MAX_SPANS_PER_TRACE = 2_000;
    private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;
    private static final int MAX_LISTED_TRACES = 100;
    private static final Duration REFRESH_PERIOD = Duration.ofSeconds(10);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TraceStore traces = new TraceStore(MAX_SPANS, MAX_SPANS_PER_TRACE);

    private OtlpTraceServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::receive);
        server.createContext("/trace/", this::showTrace);
        server.createContext("/", this::showList);
        server.start();
    }

    /// Starts the server. Throws {@link IOException} if the port is in use.
    public static OtlpTraceServer open(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        return new OtlpTraceServer(HttpServer.create(address, 0));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        if (!exchange.getRequestMethod().equals("POST")) {
            respond(exchange, 405, "text/plain", "");
        } else if (body.length > MAX_BODY_BYTES) {
            respond(exchange, 413, "text/plain", "");
        } else {
            respond(exchange, store(body), "application/x-protobuf", "");
        }
    }

    private int store(byte[] body) {
        try {
            traces.add(OtlpReader.read(body));
            return 200;
        } catch (InvalidProtocolBufferException _) {
            return 400;
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        return ("gzip".equals(encoding) ? new GZIPInputStream(body) : body)
                .readNBytes(MAX_BODY_BYTES + 1);
    }

    private void showTrace(HttpExchange exchange) throws IOException {
        Trace trace = traces.find(exchange.getRequestURI().getPath().substring("/trace/".length()));
        if (trace.spans().isEmpty()) {
            respond(exchange, 404, "text/html", TracePage.notFound());
        } else {
            respond(exchange, 200, "text/html", TracePage.of(trace, isRecent(trace)));
        }
    }

    private static boolean isRecent(Trace trace) {
        return Instant.ofEpochSecond(0, trace.end()).isAfter(Instant.now().minus(REFRESH_PERIOD));
    }

    private void showList(HttpExchange exchange) throws IOException {
        boolean root = exchange.getRequestURI().getPath().equals("/");
        respond(
                exchange,
                root ? 200 : 404,
                "text/html",
                root ? TracePage.list(traces.newest(MAX_LISTED_TRACES)) : TracePage.notFound());
    }

    private static void respond(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
