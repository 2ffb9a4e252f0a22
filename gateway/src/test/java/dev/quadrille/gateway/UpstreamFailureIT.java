package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Timeouts and failures of upstream services.
class UpstreamFailureIT extends GatewayTestBase {

    @TempDir private static Path ownKeys;

    @Test
    void returns503IfServiceIsUnreachable() throws Exception {
        HttpResponse<String> response;
        try (RunningGateway gateway = RunningGateway.startDemo(ownKeys)) {
            String bob = "Bearer " + gateway.client().tokenFor("bob");
            response = gateway.client().get("/api/orders/0199", "Authorization", bob);
        }

        assertProblem(response, 503, "/problems/unavailable");
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(2L, 4L);
    }

    @Test
    void returns504AfterResponseTimeout() throws Exception {
        ORDERS.respondWith(exchange -> awaitRelease());

        assertProblem(placeOrder(), 504, "/problems/timeout");
    }

    @Test
    void usesLongPollTimeoutForPreferWait() throws Exception {
        QUERIES.respondWith(exchange -> {
            pause(900);
            StubService.respond(exchange, 200, "{\"settled\":true}");
        });

        assertThat(
                        client.get("/api/orders/1", "Authorization", alice, "Prefer", "wait=30")
                                .statusCode())
                .isEqualTo(200);
        // Without the preference the short timeout expires, and the fallback responds.
        assertThat(client.get("/api/orders/1", "Authorization", alice).body()).isEqualTo("{}");
    }

    @Test
    void returns502IfServiceClosesConnection() throws Exception {
        ORDERS.respondWith(exchange -> {
            throw new IOException("closed before the response");
        });

        assertProblem(placeOrder(), 502, "/problems/bad-gateway");
    }

    @Test
    void returns502IfResponseIsIncomplete() throws Exception {
        ORDERS.respondWith(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"half\"");
            exchange.sendResponseHeaders(202, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("closed within the response");
        });

        HttpResponse<String> response = placeOrder();

        assertProblem(response, 502, "/problems/bad-gateway");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
