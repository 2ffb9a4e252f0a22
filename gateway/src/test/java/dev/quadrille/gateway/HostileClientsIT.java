package dev.quadrille.gateway;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/// Clients that send or read slowly cost a bounded amount, for a bounded time, and keep no other
/// client from being served.
@TestInstance(Lifecycle.PER_CLASS)
class HostileClientsIT {

    private static final int CONNECTIONS = 40;
    private static final int HOSTILE = 3 * CONNECTIONS;
    private static final long MEBIBYTE = 1024L * 1024;

    private static final String HALF_A_HEADER = "GET /api/products HTTP/1.1\r\nHost: a\r\nX: ";

    private final StubService service = new StubService();
    private final List<SlowClient> hostile = new ArrayList<>();
    @TempDir private static Path keys;
    private GatewayRun gateway;
    private String alice;

    @BeforeAll
    void open() throws Exception {
        gateway =
                GatewayRun.start(
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.order-service=" + service.url(),
                        "quadrille.services.query-service=" + service.url(),
                        "quadrille.connections.total=" + CONNECTIONS,
                        "quadrille.connections.header-deadline=2s",
                        "quadrille.connections.body-deadline=2s",
                        "quadrille.connections.idle-timeout=2s",
                        "quadrille.connections.write-allowance=2s",
                        "quadrille.requests-at-once.work.total=5");
        alice = "Bearer " + gateway.client().tokenOf("alice");
    }

    @AfterEach
    void leave() throws IOException {
        for (SlowClient client : hostile) {
            client.close();
        }
        hostile.clear();
    }

    @AfterAll
    void close() {
        gateway.close();
        service.close();
    }

    @Test
    void endsSlowHeaders() throws Exception {
        assertServesOthersAndEnds(HALF_A_HEADER);
    }

    @Test
    void endsSlowRequestsForTokens() throws Exception {
        assertServesOthersAndEnds(
                "POST /oauth2/token HTTP/1.1\r\nHost: a\r\nContent-Length: 200\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\n\r\ngrant");
    }

    @Test
    void endsSlowBodiesOfACustomer() throws Exception {
        assertServesOthersAndEnds(slowOrder("Authorization: " + alice + "\r\n"));
    }

    @Test
    void endsSlowBodiesWithoutAToken() throws Exception {
        assertServesOthersAndEnds(slowOrder(""));
    }

    @Test
    void endsSlowBodiesWhereNoneBelongs() throws Exception {
        openHostile("GET /api/products HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\na");
        // These are work, until they are answered: their bodies are ignored.
        soon().until(() -> gateway.client().get("/api/products").statusCode() == 200);
        assertOthersAreServed();
        soon().until(() -> stillOpen() == 0);
    }

    @Test
    void tellsTheSenderOfASlowBody() throws Exception {
        try (SlowClient slow = connect().send(slowOrder("Authorization: " + alice + "\r\n"))) {
            soon().until(slow::isEndedAfterOneMoreByte);

            assertThat(slow.seen())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json")
                    .contains("/problems/invalid-request");
        }
    }

    @Test
    void servesOthersWhileConnectionsAreIdle() throws Exception {
        for (int i = 0; i < HOSTILE; i++) {
            hostile.add(connect());
        }
        assertOthersAreServed();
        soon().until(() -> stillOpen() == 0);
    }

    @Test
    void endsAResponseThatIsNotRead() throws Exception {
        service.behave(exchange -> {
            exchange.sendResponseHeaders(200, 64 * MEBIBYTE);
            exchange.getResponseBody().write(new byte[(int) (64 * MEBIBYTE)]);
            exchange.close();
        });
        for (int i = 0; i < 3; i++) {
            hostile.add(connect().send("GET /api/products HTTP/1.1\r\nHost: a\r\n\r\n"));
        }
        service.nextSeen();
        soon().until(() -> stillOpen() == 0);
        service.behave(exchange -> StubService.answer(exchange, 200, "{}"));
        assertOthersAreServed();
    }

    private void assertServesOthersAndEnds(String begin) throws Exception {
        openHostile(begin);
        assertOthersAreServed();
        soon().until(() -> stillOpen() == 0);
    }

    private void openHostile(String begin) throws IOException {
        service.behave(exchange -> StubService.answer(exchange, 200, "{}"));
        for (int i = 0; i < HOSTILE; i++) {
            hostile.add(connect().send(begin));
        }
    }

    private void assertOthersAreServed() throws Exception {
        Client other = gateway.client();
        assertThat(other.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(other.get("/oauth2/jwks").statusCode()).isEqualTo(200);
        assertThat(other.get("/api/products").statusCode()).isEqualTo(200);
        assertThat(other.tokenOf("bob")).isNotBlank();
    }

    private long stillOpen() throws IOException {
        long open = 0;
        for (SlowClient client : hostile) {
            open += client.isEndedAfterOneMoreByte() ? 0 : 1;
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

    /// Long after the deadlines of the gateway.
    private static ConditionFactory soon() {
        return await().atMost(ofSeconds(30)).pollInterval(ofMillis(100));
    }
}
