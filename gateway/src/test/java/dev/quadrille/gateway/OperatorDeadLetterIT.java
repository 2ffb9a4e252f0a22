package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpHandler;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Scatter-gather over the dead letters of all services.
class OperatorDeadLetterIT extends GatewayTestBase {

    private String operator = "";

    @Test
    void listsDeadLettersOfAllServicesOldestFirst() throws Exception {
        SERVICES.forEach(it -> it.respondWith(respondingWith("{\"deadLetters\":[]}")));
        SHIPMENTS.respondWith(respondingWith(deadLetters("late", "2026-11-22T10:00:00.1Z")));
        INVENTORY.respondWith(respondingWith(deadLetters("early", "2026-11-22T10:00:00.05Z")));
        HttpResponse<String> response =
                client.get("/api/dead-letters", "Authorization", operator());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<List<String>>read(response.body(), "$.deadLetters[*].id"))
                .containsExactly("early", "late");
        assertThat(JsonPath.<Object>read(response.body(), "$.deadLetters[0].orderId")).isNull();
        assertThat(JsonPath.<List<String>>read(response.body(), "$.unreachable")).isEmpty();
        for (StubService service : SERVICES) {
            StubService.ReceivedRequest received = service.nextRequest();
            assertThat(received.uri()).isEqualTo("/api/dead-letters");
            assertThat(received.headers().getFirst("Authorization")).isEqualTo(operator());
            assertThat(received.headers().getFirst("traceparent")).isNotNull();
        }
    }

    @Test
    void namesServicesThatDoNotRespond() throws Exception {
        SERVICES.forEach(
                it -> it.respondWith(respondingWith(deadLetters("dead", "2026-11-22T10:00:00Z"))));
        ORDERS.respondWith(exchange -> awaitRelease());
        INVENTORY.respondWith(exchange -> StubService.respond(exchange, 503, "{}"));
        PAYMENTS.respondWith(respondingWith("<html>"));
        QUERIES.respondWith(respondingWith("{}"));
        HttpResponse<String> response =
                client.get("/api/dead-letters", "Authorization", operator());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<List<String>>read(response.body(), "$.deadLetters[*].id"))
                .containsExactly("dead");
        assertThat(JsonPath.<List<String>>read(response.body(), "$.unreachable"))
                .containsExactly(
                        "order-service", "inventory-service", "payment-service", "query-service");
    }

    @Test
    void requiresOperatorScope() throws Exception {
        assertProblem(
                client.get("/api/dead-letters", "Authorization", alice),
                403,
                "/problems/forbidden");
        assertProblem(client.get("/api/dead-letters"), 401, "/problems/unauthenticated");
        assertThat(SERVICES).allMatch(StubService::receivedNothing);
    }

    private String operator() throws Exception {
        if (operator.isEmpty()) {
            operator = "Bearer " + client.tokenFor("operator");
        }
        return operator;
    }

    private static HttpHandler respondingWith(String body) {
        return exchange -> StubService.respond(exchange, 200, body);
    }

    private static String deadLetters(String id, String at) {
        return "{\"deadLetters\":[{\"id\":\"%s\",\"orderId\":null,\"at\":\"%s\"}]}"
                .formatted(id, at);
    }
}
