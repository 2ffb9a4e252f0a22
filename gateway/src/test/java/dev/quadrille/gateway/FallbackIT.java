package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// Fallback from the read model to order-service (read-your-writes).
class FallbackIT extends GatewayTestBase {

    @Test
    void readsOrderFromOrderServiceIfReadModelReturns404() throws Exception {
        QUERIES.respondWith(exchange -> StubService.respond(exchange, 404, "{}"));
        ORDERS.respondWith(exchange -> {
            exchange.getResponseHeaders().set("Quadrille-Source", "order-service");
            StubService.respond(exchange, 200, "{\"status\":\"PLACED\"}");
        });

        HttpResponse<String> response = client.get("/api/orders/0199", "Authorization", alice);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"PLACED\"}");
        assertThat(response.headers().firstValue("Quadrille-Source")).hasValue("order-service");
        assertThat(ORDERS.nextRequest().uri()).isEqualTo("/api/orders/0199");
    }

    @Test
    void readsOrderFromOrderServiceIfReadModelFails() throws Exception {
        QUERIES.respondWith(exchange -> StubService.respond(exchange, 503, "{}"));
        ORDERS.respondWith(
                exchange -> StubService.respond(exchange, 200, "{\"status\":\"PLACED\"}"));

        assertThat(client.get("/api/orders/0199", "Authorization", alice).statusCode())
                .isEqualTo(200);
    }

    @Test
    void doesNotForward404OfReadModelIfFallbackFails() throws Exception {
        QUERIES.respondWith(exchange -> StubService.respond(exchange, 404, "{}"));
        ORDERS.respondWith(exchange -> awaitRelease());

        assertProblem(
                client.get("/api/orders/0199", "Authorization", alice), 504, "/problems/timeout");
    }

    @Test
    void readsTimelineFromOrderServiceIfReadModelReturns404() throws Exception {
        QUERIES.respondWith(exchange -> StubService.respond(exchange, 404, "{}"));
        ORDERS.respondWith(exchange -> StubService.respond(exchange, 200, "{\"events\":[]}"));

        HttpResponse<String> response =
                client.get("/api/orders/0199/timeline", "Authorization", alice);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"events\":[]}");
        assertThat(ORDERS.nextRequest().uri()).isEqualTo("/api/orders/0199/timeline");
    }

    @Test
    void doesNotFallBackForTimelineIfReadModelFails() throws Exception {
        QUERIES.respondWith(exchange -> StubService.respond(exchange, 503, "{}"));

        assertThat(client.get("/api/orders/0199/timeline", "Authorization", alice).statusCode())
                .isEqualTo(503);
        QUERIES.respondWith(exchange -> awaitRelease());
        assertProblem(
                client.get("/api/orders/0199/timeline", "Authorization", alice),
                504,
                "/problems/timeout");
        assertThat(ORDERS.receivedNothing()).isTrue();
    }

    @Test
    void forwards404OfOrderService() throws Exception {
        QUERIES.respondWith(exchange -> StubService.respond(exchange, 404, "{}"));
        ORDERS.respondWith(
                exchange -> StubService.respond(exchange, 404, "{\"from\":\"order-service\"}"));

        HttpResponse<String> response = client.get("/api/orders/0199", "Authorization", alice);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"from\":\"order-service\"}");
    }
}
