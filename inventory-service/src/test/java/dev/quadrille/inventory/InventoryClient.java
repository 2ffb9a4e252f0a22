package dev.quadrille.inventory;

import dev.quadrille.testsupport.callers.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// An HTTP client of the inventory service that acts as an operator.
final class InventoryClient {

    // A request that takes longer is considered blocked.
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    InventoryClient(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path) {
        return send(asOperator(request(path)));
    }

    HttpResponse<String> deliver(String sku, String key, Object quantity) {
        return send(deliveryRequest(sku, key, "{\"quantity\":" + quantity + "}"));
    }

    HttpRequest.Builder deliveryRequest(String sku, String key, String body) {
        return asOperator(request("/api/stock/" + sku + "/deliveries"))
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> put(String sku, String body) {
        return send(asOperator(request("/api/products/" + sku)).PUT(BodyPublishers.ofString(body)));
    }

    /// Creates a request with a precondition, such as `If-Match`.
    HttpRequest.Builder conditionalPutRequest(String sku, String header, String tags, String body) {
        return asOperator(request("/api/products/" + sku))
                .header(header, tags)
                .PUT(BodyPublishers.ofString(body));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder asOperator(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + Tokens.operator());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends requests concurrently, and waits for all responses.
    List<HttpResponse<String>> sendConcurrently(int times, Supplier<HttpRequest.Builder> requests) {
        return Stream.generate(() -> requests.get().build())
                .limit(times)
                .map(request -> http.sendAsync(request, BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }
}
