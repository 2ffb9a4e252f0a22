package dev.quadrille.gateway.http;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Clients that send or read slowly use a bounded amount of resources for a bounded time. The
/// gateway serves other clients meanwhile.
@TestInstance(Lifecycle.PER_CLASS)
class HostileClientsIT {

    private static final int CONNECTIONS = 40;
    private static final int HOSTILE = 3 * CONNECTIONS;
    private static final long MEBIBYTE = 1024L * 1024;

    private static final String INCOMPLETE_HEADER = "GET /api/products HTTP/1.1\r\nHost: a\r\nX: ";

    private final StubService service = new StubService();
    private final List<SlowClient> hostile = new ArrayList<>();
    @TempDir private static Path keys;
    private RunningGateway gateway;
    private String alice;

    @BeforeAll
    void start() throws Exception {
        gateway =
                RunningGateway.start(
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.order-service=" + service.url(),
                        "quadrille.services.query-service=" + service.url(),
                        "quadrille.connections.total=" + CONNECTIONS,
                        "quadrille.connections.header-deadline=2s",
                        "quadrille.connections.body-deadline=2s",
                        "quadrille.connections.idle-timeout=2s",
                        "quadrille.connections.write-allowance=2s",
                        "quadrille.concurrency-limit.work.total=5",
                        "quadrille.concurrency-limit.work.reserved-for-orders=0");
        alice = "Bearer " + gateway.client().tokenFor("alice");
    }

    @AfterEach
    void closeHostileClients() throws IOException {
        for (SlowClient client : hostile) {
            client.close();
        }
        hostile.clear();
    }

    @AfterAll
    void stop() {
        gateway.close();
        service.close();
    }

    @Test
    void closesConnectionsWithSlowHeaders() throws Exception {
        assertServesOthersAndClosesHostileConnections(INCOMPLETE_HEADER);
    }

    @Test
    void closesConnectionsWithSlowTokenRequests() throws Exception {
        assertServesOthersAndClosesHostileConnections(
                "POST /oauth2/token HTTP/1.1\r\nHost: a\r\nContent-Length: 200\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\n\r\ngrant");
    }

    @Test
    void closesConnectionsWithSlowBodies() throws Exception {
        assertServesOthersAndClosesHostileConnections(
                slowOrder("Authorization: " + alice + "\r\n"));
    }

    @Test
    void closesConnectionsWithSlowBodiesWithoutToken() throws Exception {
        assertServesOthersAndClosesHostileConnections(slowOrder(""));
    }

    @Test
    void closesConnectionsWithBodiesOfGetRequests() throws Exception {
        openHostile("GET /api/products HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\na");
        // These requests hold permits until they are answered; the gateway ignores their bodies.
        eventually().until(() -> gateway.client().get("/api/products").statusCode() == 200);
        assertOthersAreServed();
        eventually().until(() -> openConnections() == 0);
    }

    @Test
    void returns400ForSlowBody() throws Exception {
        try (SlowClient slow = connect().send(slowOrder("Authorization: " + alice + "\r\n"))) {
            eventually().until(slow::isClosedAfterOneMoreByte);

            assertThat(slow.received())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json")
                    .contains("/problems/invalid-request");
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        for (int i = 0; i < HOSTILE; i++) {
            hostile.add(connect());
        }
        assertOthersAreServed();
        eventually().until(() -> openConnections() == 0);
    }

    @Test
    void closesConnectionsWhoseResponseIsNotRead() throws Exception {
        service.respondWith(exchange -> {
            exchange.sendResponseHeaders(200, 64 * MEBIBYTE);
            exchange.getResponseBody().write(new byte[(int) (64 * MEBIBYTE)]);
            exchange.close();
        });
        for (int i = 0; i < 3; i++) {
            hostile.add(connect().send("GET /api/products HTTP/1.1\r\nHost: a\r\n\r\n"));
        }
        service.nextRequest();
        eventually().until(() -> openConnections() == 0);
        service.respondWith(exchange -> StubService.respond(exchange, 200, "{}"));
        assertOthersAreServed();
    }

    private void assertServesOthersAndClosesHostileConnections(String request) throws Exception {
        openHostile(request);
        assertOthersAreServed();
        eventually().until(() -> openConnections() == 0);
    }

    private void openHostile(String request) throws IOException {
        service.respondWith(exchange -> StubService.respond(exchange, 200, "{}"));
        for (int i = 0; i < HOSTILE; i++) {
            hostile.add(connect().send(request));
        }
    }

    private void assertOthersAreServed() throws Exception {
        GatewayClient other = gateway.client();
        assertThat(other.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(other.get("/oauth2/jwks").statusCode()).isEqualTo(200);
        assertThat(other.get("/api/products").statusCode()).isEqualTo(200);
        assertThat(other.tokenFor("bob")).isNotBlank();
    }

    private long openConnections() throws IOException {
        long open = 0;
        for (SlowClient client : hostile) {
            open += client.isClosedAfterOneMoreByte() ? 0 : 1;
        }
        return open;
    }

    private SlowClient connect() throws IOException {
        return new SlowClient(gateway.port());
    }

    private static String slowOrder(String authorization) {
        return "POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n"
                + authorization
                + "Content-Type: application/json\r\nIdempotency-Key: k\r\n\r\n{";
    }

    /// Waits much longer than the deadlines of the gateway.
    private static ConditionFactory eventually() {
        return await().atMost(ofSeconds(30)).pollInterval(ofMillis(100));
    }
}
