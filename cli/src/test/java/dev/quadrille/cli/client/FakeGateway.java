package dev.quadrille.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/// An HTTP server with the responses that a test defines.
public final class FakeGateway implements AutoCloseable {

    private record Response(int status, String body) {}

    private static final Response NOT_FOUND = new Response(404, "{}");

    private final Map<String, Response> responses = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, String> methods = new ConcurrentHashMap<>();
    private final HttpServer server;

    public FakeGateway() throws IOException {
        this(HttpServer.create());
    }

    /// A server with TLS.
    FakeGateway(SSLContext context) throws IOException {
        this(withTls(context));
    }

    private FakeGateway(HttpServer server) throws IOException {
        this.server = server;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private static HttpServer withTls(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void respond(String path, int status, String body) {
        responses.put(path, new Response(status, body));
    }

    public String lastMethod(String path) {
        return methods.getOrDefault(path, "");
    }

    public String lastBody(String path) {
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
            Response response = responses.getOrDefault(path, NOT_FOUND);
            byte[] body = response.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
