package dev.quadrille.order;

import dev.quadrille.messaging.callers.Tokens;
import dev.quadrille.orderflow.value.OrderId;
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

/// Calls order-service as the gateway would.
final class OrderClient {

    static final String BODY =
            """
            {"items":[{"sku":"ESPRESSO-MACHINE","quantity":2}],
             "payment":{"method":"pm_ok"},
             "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna","postalCode":"1010","country":"AT"}}
            """;

    // What takes longer hangs.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    OrderClient(int port) {
        this.port = port;
    }

    /// Places an order for Alice, under a key of its own.
    OrderId placed() {
        return idIn(place("alice", freshKey(), BODY));
    }

    HttpResponse<String> place(String customer, String key, String body) {
        return send(placing(customer, key, body));
    }

    HttpRequest.Builder placing(String customer, String key, String body) {
        return to("/api/orders")
                .header("Authorization", "Bearer " + Tokens.customer(customer))
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> cancel(String customer, OrderId order) {
        return send(cancelling(customer, order));
    }

    HttpRequest.Builder cancelling(String customer, OrderId order) {
        return to("/api/orders/" + order + "/cancel")
                .header("Authorization", "Bearer " + Tokens.customer(customer))
                .POST(BodyPublishers.noBody());
    }

    HttpResponse<String> find(String token, Object order) {
        return send(finding(token, order));
    }

    HttpRequest.Builder finding(String token, Object order) {
        return to("/api/orders/" + order).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
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

    /// Sends so many at once.
    List<CompletableFuture<HttpResponse<String>>> sendAtOnce(
            int times, Supplier<HttpRequest.Builder> requests) {
        return Stream.generate(() -> requests.get().build())
                .limit(times)
                .map(request -> http.sendAsync(request, BodyHandlers.ofString()))
                .toList();
    }

    static String freshKey() {
        return UUID.randomUUID().toString();
    }

    /// The id in the answer to a placed order.
    static OrderId idIn(HttpResponse<String> answer) {
        String location =
                answer.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new AssertionError(answer + ": " + answer.body()));
        return OrderId.of(location.substring(location.lastIndexOf('/') + 1));
    }
}
