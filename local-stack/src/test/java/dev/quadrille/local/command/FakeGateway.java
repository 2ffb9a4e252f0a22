package dev.quadrille.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Answers over HTTP what a test has told it to.
final class FakeGateway implements AutoCloseable {

    private record Answer(int status, String body) {}

    private static final Answer NOT_FOUND = new Answer(404, "{}");

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, String> methods = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    String lastMethod(String path) {
        return methods.getOrDefault(path, "");
    }

    String lastBody(String path) {
        return bodies.getOrDefault(path, "");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            methods.put(path, exchange.getRequestMethod());
            bodies.put(path, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            Answer answer = answers.getOrDefault(path, NOT_FOUND);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
