package dev.quadrille.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Stub of an upstream service: sends the configured response and records the requests.
public final class StubService implements AutoCloseable {

    public record ReceivedRequest(String method, String uri, Headers headers, String body) {}

    private final HttpServer server;
    private final BlockingQueue<ReceivedRequest> received = new LinkedBlockingQueue<>();
    private volatile HttpHandler handler = exchange -> respond(exchange, 200, "{}");

    public StubService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        received.add(
                new ReceivedRequest(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders(),
                        body));
        handler.handle(exchange);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Replaces the response, and forgets the requests received so far.
    public void respondWith(HttpHandler newHandler) {
        handler = newHandler;
        received.clear();
    }

    /// Returns the next request; waits for it if necessary.
    public ReceivedRequest nextRequest() throws InterruptedException {
        ReceivedRequest next = received.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("The service received no request");
        }
        return next;
    }

    public boolean receivedNothing() {
        return received.isEmpty();
    }

    public static void respond(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    /// Responds with a body of zeros. Writes small pieces, because the server buffers each one.
    public static void respondWithZeros(HttpExchange exchange, long bytes) throws IOException {
        byte[] piece = new byte[8 * 1024];
        exchange.sendResponseHeaders(200, bytes);
        for (long sent = 0; sent < bytes; sent += piece.length) {
            exchange.getResponseBody().write(piece, 0, (int) Math.min(piece.length, bytes - sent));
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
