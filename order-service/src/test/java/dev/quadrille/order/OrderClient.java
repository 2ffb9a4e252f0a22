package dev.quadrille.order;

import dev.quadrille.orderflow.value.OrderId;
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

/// An HTTP client of the order service.
final class OrderClient {

    static final String BODY =
            """
            {"items":[{"sku":"ESPRESSO-MACHINE","quantity":2}],
             "payment":{"method":"pm_ok"},
             "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna","postalCode":"1010","country":"AT"}}
            """;

    // A request that takes longer is considered blocked.
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    OrderClient(int port) {
        this.port = port;
    }

    /// Places an order for Alice with a new idempotency key.
    OrderId placeOrder() {
        return orderIdOf(place("alice", newKey(), BODY));
    }

    HttpResponse<String> place(String customer, String key, String body) {
        return send(placeRequest(customer, key, body));
    }

    HttpRequest.Builder placeRequest(String customer, String key, String body) {
        return request("/api/orders")
                .header("Authorization", "Bearer " + Tokens.customer(customer))
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> cancel(String customer, OrderId order) {
        return send(cancelRequest(customer, order));
    }

    HttpRequest.Builder cancelRequest(String customer, OrderId order) {
        return request("/api/orders/" + order + "/cancel")
                .header("Authorization", "Bearer " + Tokens.customer(customer))
                .POST(BodyPublishers.noBody());
    }

    HttpResponse<String> find(String token, Object order) {
        return send(findRequest(token, order));
    }

    HttpRequest.Builder findRequest(String token, Object order) {
        return request("/api/orders/" + order).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(REQUEST_TIMEOUT)
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

    /// Sends requests concurrently.
    List<CompletableFuture<HttpResponse<String>>> sendConcurrently(
            int times, Supplier<HttpRequest.Builder> requests) {
        return Stream.generate(() -> requests.get().build())
                .limit(times)
                .map(request -> http.sendAsync(request, BodyHandlers.ofString()))
                .toList();
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    /// Returns the order ID in the response to an accepted order.
    static OrderId orderIdOf(HttpResponse<String> response) {
        String location =
                response.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new AssertionError(response + ": " + response.body()));
        return OrderId.of(location.substring(location.lastIndexOf('/') + 1));
    }
}
