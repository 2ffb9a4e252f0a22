package dev.quadrille.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/// HTTP client of a gateway. Sends paths without normalization.
public final class GatewayClient implements AutoCloseable {

    private final HttpClient http;
    private final String origin;

    public GatewayClient(int port) {
        this(HttpClient.newHttpClient(), "http://127.0.0.1:" + port);
    }

    private GatewayClient(HttpClient http, String origin) {
        this.http = http;
        this.origin = origin;
    }

    /// A client of a gateway with TLS.
    public static GatewayClient secure(int port, SSLContext trust) {
        return new GatewayClient(
                HttpClient.newBuilder().sslContext(trust).build(), "https://localhost:" + port);
    }

    /// A client of the same gateway that shares no connection with this one.
    public GatewayClient onNewConnection() {
        return new GatewayClient(HttpClient.newHttpClient(), origin);
    }

    @Override
    public void close() {
        http.close();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder = request(path);
        return send(headers.length == 0 ? builder : builder.headers(headers));
    }

    public HttpResponse<String> requestToken(String name, String secret, String form)
            throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(UTF_8));
        return send(
                request("/oauth2/token")
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    public String tokenFor(String name) throws IOException, InterruptedException {
        String body = requestToken(name, name + "-secret", "grant_type=client_credentials").body();
        return JsonPath.read(body, "$.access_token");
    }
}
