package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Routes, and the methods that each path supports.
class RoutingTableIT extends GatewayTestBase {

    @ParameterizedTest
    @CsvSource({
        "POST, /api/orders, orders",
        "POST, /api/orders/0199/cancel, orders",
        "GET, /api/orders, queries",
        "GET, /api/orders/0199, queries",
        "GET, /api/orders/0199/timeline, queries",
        "GET, /api/stock, inventory",
        "GET, /api/stock/ESPRESSO-MACHINE, inventory",
        "POST, /api/stock/ESPRESSO-MACHINE/deliveries, inventory",
        "GET, /api/products, queries",
        "GET, /api/products/ESPRESSO-MACHINE, queries",
        "PUT, /api/products/ESPRESSO-MACHINE, inventory",
        "GET, /api/read-model, queries",
        "POST, /api/read-model/rebuild, queries",
        "DELETE, /api/read-model/rebuild, queries",
        "GET, /api/audit, queries",
        "POST, /api/audit/repair, queries",
        "POST, /api/dead-letters/order/0199/replay, orders",
        "POST, /api/dead-letters/inventory/0199/replay, inventory",
        "POST, /api/dead-letters/payment/0199/replay, payments",
        "POST, /api/dead-letters/shipping/0199/replay, shipments",
        "POST, /api/dead-letters/query/0199/replay, queries",
        "DELETE, /api/dead-letters/order/0199, orders",
        "DELETE, /api/dead-letters/query/0199, queries"
    })
    void forwardsToTheServiceOfTheRoute(String method, String path, String service)
            throws Exception {
        HttpResponse<String> response =
                client.send(
                        client.request(path + "?limit=2")
                                .header("Authorization", alice)
                                .header("Idempotency-Key", "k-1")
                                .method(method, BodyPublishers.ofString("{\"a\":1}")));

        assertThat(response.statusCode()).isEqualTo(200);
        StubService.ReceivedRequest received = stub(service).nextRequest();
        assertThat(received.method()).isEqualTo(method);
        assertThat(received.uri()).isEqualTo(path + "?limit=2");
        // The gateway forwards a body only for methods that define one.
        boolean hasBody = method.startsWith("P");
        assertThat(received.body()).isEqualTo(hasBody ? "{\"a\":1}" : "");
        assertThat(received.headers().getFirst("Authorization")).isEqualTo(alice);
        assertThat(received.headers().getFirst("Idempotency-Key")).isEqualTo("k-1");
        assertThat(received.headers().getFirst("traceparent")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/nothing",
                "/api/orders/",
                "/api/orders/1/2/3",
                "/api/dead-letters/",
                "/api/dead-letters/payment",
                "/api/dead-letters/payment-service/1/replay",
                "/error/x",
                "/index.html",
                "/oauth2/authorize",
                "/oauth2/introspect",
                "/login",
                "/.well-known/openid-configuration"
            })
    void returns404ForUnknownPaths(String path) throws Exception {
        assertProblem(client.get(path, "Authorization", alice), 404, "/problems/not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /api/stock, 'GET,HEAD'",
        "DELETE, /api/orders, POST",
        "GET, /api/dead-letters/order/1/replay, POST",
        "POST, /api/dead-letters, GET"
    })
    void returns405WithAllowedMethods(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = send(alice, method, path);

        assertProblem(response, 405, "/problems/method-not-allowed");
        assertThat(response.headers().firstValue("Allow").orElseThrow().split(", ?"))
                .contains(allowed.split(","));
    }

    @Test
    void returnsAllowedMethodsForOptions() throws Exception {
        HttpResponse<String> response = send(alice, "OPTIONS", "/api/stock");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET,HEAD,OPTIONS");
        assertThat(INVENTORY.receivedNothing()).isTrue();
    }

    @Test
    void forwardsHead() throws Exception {
        INVENTORY.respondWith(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"4\"");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        HttpResponse<String> response = send(alice, "HEAD", "/api/stock");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).hasValue("\"4\"");
        assertThat(INVENTORY.nextRequest().method()).isEqualTo("HEAD");
    }

    private HttpResponse<String> send(String bearer, String method, String path) throws Exception {
        return client.send(
                client.request(path)
                        .header("Authorization", bearer)
                        .method(method, BodyPublishers.noBody()));
    }

    private static StubService stub(String name) {
        return switch (name) {
            case "orders" -> ORDERS;
            case "inventory" -> INVENTORY;
            case "payments" -> PAYMENTS;
            case "shipments" -> SHIPMENTS;
            default -> QUERIES;
        };
    }
}
