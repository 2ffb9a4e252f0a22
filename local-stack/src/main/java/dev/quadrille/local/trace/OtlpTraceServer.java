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

/// Takes traces in at `/v1/traces` and shows them at `/trace/{id}`, on the loopback interface only.
public final class OtlpTraceServer implements AutoCloseable {

    // About a kilobyte each, in a launcher that has 192 MB.
    private static final int SPANS = 30_000;
    private static final int LARGEST_TRACE = 2_000;
    private static final int LARGEST_BODY = 8 * 1024 * 1024;
    private static final int NEWEST = 100;
    private static final Duration GROWS = Duration.ofSeconds(10);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TraceStore traces = new TraceStore(SPANS, LARGEST_TRACE);

    private OtlpTraceServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::take);
        server.createContext("/trace/", this::show);
        server.createContext("/", this::list);
        server.start();
    }

    /// Opens it. Throws {@link IOException} if the port is taken.
    public static OtlpTraceServer open(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        return new OtlpTraceServer(HttpServer.create(address, 0));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, "text/plain", "");
        } else if (body.length > LARGEST_BODY) {
            answer(exchange, 413, "text/plain", "");
        } else {
            answer(exchange, keep(body), "application/x-protobuf", "");
        }
    }

    private int keep(byte[] body) {
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
                .readNBytes(LARGEST_BODY + 1);
    }

    private void show(HttpExchange exchange) throws IOException {
        Trace trace = traces.find(exchange.getRequestURI().getPath().substring("/trace/".length()));
        if (trace.spans().isEmpty()) {
            answer(exchange, 404, "text/html", TracePage.unknown());
        } else {
            answer(exchange, 200, "text/html", TracePage.of(trace, isGrowing(trace)));
        }
    }

    private static boolean isGrowing(Trace trace) {
        return Instant.ofEpochSecond(0, trace.end()).isAfter(Instant.now().minus(GROWS));
    }

    private void list(HttpExchange exchange) throws IOException {
        boolean root = exchange.getRequestURI().getPath().equals("/");
        answer(
                exchange,
                root ? 200 : 404,
                "text/html",
                root ? TracePage.list(traces.newest(NEWEST)) : TracePage.unknown());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
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
