package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What the gateway forwards unchanged, and what it removes.
class ForwardingIT extends GatewayTestBase {

    @Test
    void forwardsResponseUnchanged() throws Exception {
        ORDERS.respondWith(exchange -> {
            exchange.getResponseHeaders().set("Location", "/api/orders/0199");
            exchange.getResponseHeaders().set("ETag", "\"4\"");
            StubService.respond(exchange, 202, "{\"orderId\":\"0199\"}");
        });

        HttpResponse<String> response = placeOrder();

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("{\"orderId\":\"0199\"}");
        assertThat(response.headers().allValues("Location")).containsExactly("/api/orders/0199");
        assertThat(response.headers().allValues("ETag")).containsExactly("\"4\"");
        assertThat(response.headers().allValues("Date")).hasSize(1);
        assertThat(response.headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
    }

    @Test
    void storesNoCookiesAndFollowsNoRedirects() throws Exception {
        ORDERS.respondWith(exchange -> {
            exchange.getResponseHeaders().set("Location", QUERIES.url());
            exchange.getResponseHeaders().set("Set-Cookie", "seen=1; Path=/");
            StubService.respond(exchange, 307, "{}");
        });

        assertThat(placeOrder().statusCode()).isEqualTo(307);
        ORDERS.nextRequest();
        placeOrder();

        assertThat(ORDERS.nextRequest().headers().containsKey("Cookie")).isFalse();
        assertThat(QUERIES.receivedNothing()).isTrue();
    }

    @Test
    void removesForwardedHeaders() throws Exception {
        client.get(
                "/api/orders/0199",
                "Authorization",
                alice,
                "Forwarded",
                "for=6.6.6.6;host=evil.example",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "gopher",
                "X-Forwarded-Prefix",
                "/evil",
                "x-forwarded-anything",
                "6.6.6.6");

        assertThat(QUERIES.nextRequest().headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("forwarded"));
    }

    @Test
    void doesNotRetry() throws Exception {
        ORDERS.respondWith(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            StubService.respond(exchange, 503, "{}");
        });

        assertThat(placeOrder().statusCode()).isEqualTo(503);
        ORDERS.nextRequest();

        assertThat(ORDERS.receivedNothing()).isTrue();
    }

    @Test
    void forwardsNotModified() throws Exception {
        QUERIES.respondWith(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"4\"");
            exchange.getResponseHeaders().set("Cache-Control", "no-cache, private");
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });

        for (String prefer : List.of("return=minimal", "wait=5")) {
            HttpResponse<String> response =
                    client.get(
                            "/api/orders/0199",
                            "Authorization",
                            alice,
                            "Prefer",
                            prefer,
                            "If-None-Match",
                            "\"3\", \"4\"");

            assertThat(response.statusCode()).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().allValues("ETag")).containsExactly("\"4\"");
            assertThat(response.headers().allValues("Cache-Control"))
                    .containsExactly("no-cache, private");
            assertThat(QUERIES.nextRequest().headers().getFirst("If-None-Match"))
                    .isEqualTo("\"3\", \"4\"");
        }
        assertThat(ORDERS.receivedNothing()).isTrue();
    }

    @Test
    void readsProductsWithoutToken() throws Exception {
        QUERIES.respondWith(exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "max-age=5, public");
            StubService.respond(exchange, 200, "{\"products\":[]}");
        });

        for (String path : List.of("/api/products", "/api/products/ESPRESSO-MACHINE")) {
            HttpResponse<String> response = client.get(path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("Cache-Control"))
                    .containsExactly("max-age=5, public");
        }
        assertProblem(
                client.send(
                        client.request("/api/products/ESPRESSO-MACHINE")
                                .PUT(BodyPublishers.ofString("{}"))),
                401,
                "/problems/unauthenticated");
        assertThat(INVENTORY.receivedNothing()).isTrue();
    }
}
