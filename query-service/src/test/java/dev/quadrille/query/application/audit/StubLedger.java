package dev.quadrille.query.application.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The ledger of a payment provider, which returns each entry once.
final class StubLedger {

    private final AtomicReference<Optional<Charge>> next = new AtomicReference<>(Optional.empty());
    private volatile boolean receivedToken;
    private final HttpServer server;

    StubLedger() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/ledger", this::respond);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The next request returns this charge.
    void charge(String key, long amount) {
        next.set(Optional.of(new Charge(key, amount)));
    }

    boolean hasReceivedToken() {
        return receivedToken;
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            receivedToken |= exchange.getRequestHeaders().containsKey("Authorization");
            long after = after(exchange.getRequestURI());
            String entry =
                    next.getAndSet(Optional.empty()).map(it -> it.entry(after + 1)).orElse("");
            byte[] body = ("{\"entries\":[" + entry + "]}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static long after(URI request) {
        return Long.parseLong(request.getQuery().replaceFirst(".*after=(\\d+).*", "$1"));
    }

    private record Charge(String key, long amount) {

        private String entry(long seq) {
            return """
            {"seq":%d,"at":"2026-11-22T10:15:30Z","key":"%s","type":"CHARGED","amount":%d,\
            "currency":"EUR"}\
            """
                    .formatted(seq, key, amount);
        }
    }
}
