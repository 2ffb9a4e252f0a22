package dev.quadrille.inventory;

import dev.quadrille.messaging.callers.Tokens;
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

/// Calls inventory-service as the gateway would, as an operator.
final class InventoryClient {

    // What takes longer hangs.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    InventoryClient(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path) {
        return send(byOperator(to(path)));
    }

    HttpResponse<String> deliver(String sku, String key, Object quantity) {
        return send(delivering(sku, key, "{\"quantity\":" + quantity + "}"));
    }

    HttpRequest.Builder delivering(String sku, String key, String body) {
        return byOperator(to("/api/stock/" + sku + "/deliveries"))
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> put(String sku, String body) {
        return send(byOperator(to("/api/products/" + sku)).PUT(BodyPublishers.ofString(body)));
    }

    /// With a precondition, such as `If-Match`.
    HttpRequest.Builder puttingIf(String sku, String header, String tags, String body) {
        return byOperator(to("/api/products/" + sku))
                .header(header, tags)
                .PUT(BodyPublishers.ofString(body));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder byOperator(HttpRequest.Builder request) {
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

    /// Sends so many at once, and waits for all answers.
    List<HttpResponse<String>> sendAtOnce(int times, Supplier<HttpRequest.Builder> requests) {
        return Stream.generate(() -> requests.get().build())
                .limit(times)
                .map(request -> http.sendAsync(request, BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    static String freshKey() {
        return UUID.randomUUID().toString();
    }
}
