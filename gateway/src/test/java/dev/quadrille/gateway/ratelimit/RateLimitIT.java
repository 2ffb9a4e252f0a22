package dev.quadrille.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import io.github.bucket4j.TimeMeter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@TestInstance(Lifecycle.PER_CLASS)
class RateLimitIT {

    private static final ManualClock CLOCK = new ManualClock();
    private static final int CUSTOMER_BURST = 4;
    private static final int ANONYMOUS_BURST = 6;
    private static final int CREDENTIALS_BURST = 5;

    private final StubService orders = new StubService();
    private final StubService queries = new StubService();
    @TempDir private static Path keys;
    private RunningGateway gateway;
    private GatewayClient client;
    private String alice;
    private String bob;

    /// Not annotated, so that component scanning does not add it to other contexts.
    static final class ManualClockConfiguration {

        @Bean
        @Primary
        TimeMeter manualClock() {
            return CLOCK;
        }
    }

    @BeforeAll
    void start() throws Exception {
        gateway =
                RunningGateway.startWith(
                        ManualClockConfiguration.class,
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.order-service=" + orders.url(),
                        "quadrille.services.query-service=" + queries.url(),
                        "quadrille.rate-limit.customer.per-second=2",
                        "quadrille.rate-limit.customer.burst=" + CUSTOMER_BURST,
                        "quadrille.rate-limit.anonymous.per-second=3",
                        "quadrille.rate-limit.anonymous.burst=" + ANONYMOUS_BURST,
                        "quadrille.rate-limit.credentials.per-second=1",
                        "quadrille.rate-limit.credentials.burst=" + CREDENTIALS_BURST);
        client = gateway.client();
        alice = "Bearer " + client.tokenFor("alice");
        bob = "Bearer " + client.tokenFor("bob");
    }

    @BeforeEach
    void refillAllBuckets() {
        CLOCK.advance(Duration.ofHours(1));
    }

    @AfterAll
    void stop() {
        gateway.close();
        orders.close();
        queries.close();
    }

    @Test
    void returns429WithRetryAfter() throws Exception {
        useTokens(alice, CUSTOMER_BURST);
        queries.respondWith(exchange -> StubService.respond(exchange, 200, "{}"));

        HttpResponse<String> rejected = read(alice);

        assertThat(rejected.statusCode()).isEqualTo(429);
        assertThat(rejected.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(JsonPath.<String>read(rejected.body(), "$.type"))
                .isEqualTo("/problems/too-many-requests");
        assertThat(JsonPath.<String>read(rejected.body(), "$.traceId")).matches("[0-9a-f]{32}");
        assertThat(rejected.headers().firstValue("Retry-After")).contains("1");
        assertThat(rejected.headers().firstValue("RateLimit-Policy"))
                .contains("\"customer\";q=4;w=2");
        assertThat(rejected.headers().firstValue("RateLimit")).contains("\"customer\";r=0;t=1");
        assertThat(queries.receivedNothing()).isTrue();
    }

    @Test
    void acceptsRequestAfterRefill() throws Exception {
        useTokens(alice, CUSTOMER_BURST);

        CLOCK.advance(Duration.ofMillis(499));
        assertThat(read(alice).statusCode()).isEqualTo(429);
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(read(alice).statusCode()).isEqualTo(200);
        assertThat(read(alice).statusCode()).isEqualTo(429);
    }

    @Test
    void limitsEachCallerSeparately() throws Exception {
        useTokens(alice, CUSTOMER_BURST);

        assertThat(read(bob).statusCode()).isEqualTo(200);
        assertThat(client.get("/api/products").statusCode()).isEqualTo(200);
    }

    @Test
    void countsAllTokensOfCustomerTogether() throws Exception {
        String another = "Bearer " + client.tokenFor("alice");
        useTokens(alice, CUSTOMER_BURST - 1);

        assertThat(read(another).statusCode()).isEqualTo(200);
        assertThat(read(another).statusCode()).isEqualTo(429);
        assertThat(read(alice).statusCode()).isEqualTo(429);
    }

    @ParameterizedTest
    @MethodSource("headersThatClaimAnotherClient")
    void ignoresHeadersThatClaimAnotherClient(String name, String value) throws Exception {
        useTokens(alice, CUSTOMER_BURST);
        exhaustLimit("/api/products", ANONYMOUS_BURST);

        for (String path : List.of("/api/orders/1", "/api/orders/1/", "/api/ORDERS/1")) {
            assertThat(client.get(path, "Authorization", alice, name, value).statusCode())
                    .as(path)
                    .isEqualTo(429);
        }
        for (String path : List.of("/api/products", "/api/products/", "/api/PRODUCTS", "/x")) {
            assertThat(client.get(path, name, value).statusCode()).as(path).isEqualTo(429);
        }
    }

    private static Stream<Arguments> headersThatClaimAnotherClient() {
        return Stream.of(
                        List.of("X-Forwarded-For", "198.51.100.1"),
                        List.of("X-Forwarded-For", "2001:db8::1, 198.51.100.1"),
                        List.of("Forwarded", "for=198.51.100.1"),
                        List.of("X-Real-IP", "198.51.100.1"),
                        List.of("X-Client-IP", "198.51.100.1"),
                        List.of("True-Client-IP", "198.51.100.1"),
                        List.of("X-Forwarded-User", "bob"))
                .map(it -> Arguments.of(it.toArray()));
    }

    @Test
    void limitsRequestsWithoutToken() throws Exception {
        exhaustLimit("/api/products", ANONYMOUS_BURST);

        HttpResponse<String> rejected = client.get("/docs");

        assertThat(rejected.statusCode()).isEqualTo(429);
        assertThat(rejected.headers().firstValue("RateLimit-Policy"))
                .contains("\"anonymous\";q=6;w=2");
        assertThat(read(alice).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders/1", "/nothing/here", "/docs/nothing"})
    void countsRejectedRequests(String path) throws Exception {
        exhaustLimit(path, ANONYMOUS_BURST);
    }

    @Test
    void countsMalformedTokensAsAnonymous() throws Exception {
        for (int i = 0; i < ANONYMOUS_BURST; i++) {
            assertThat(read("Bearer no token").statusCode()).isEqualTo(401);
        }
        assertThat(read("Bearer no token").statusCode()).isEqualTo(429);
    }

    @Test
    void limitsTokenRequests() throws Exception {
        for (int i = 0; i < CREDENTIALS_BURST; i++) {
            assertThat(requestTokenWithWrongSecret("/oauth2/token")).isEqualTo(401);
        }
        assertThat(requestTokenWithWrongSecret("/oauth2/token")).isEqualTo(429);
        assertThat(requestTokenWithWrongSecret("/oauth2/%74oken")).isEqualTo(429);
        assertThat(
                        client.requestToken(
                                        "alice", "alice-secret", "grant_type=client_credentials")
                                .statusCode())
                .isEqualTo(429);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(requestTokenWithWrongSecret("/oauth2/token")).isEqualTo(401);
    }

    @Test
    void limitsInvalidTokens() throws Exception {
        read(alice);
        for (int i = 0; i < CREDENTIALS_BURST; i++) {
            assertThat(read("Bearer invalid" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> limited = read("Bearer invalid");

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.body()).contains("/problems/too-many-requests");
        assertThat(limited.headers().firstValue("RateLimit")).contains("\"credentials\";r=0;t=1");
        assertThat(limited.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(read(alice).statusCode()).as("a cached token").isEqualTo(200);
    }

    @Test
    void doesNotCountValidTokens() throws Exception {
        for (int i = 0; i < 2 * CREDENTIALS_BURST; i++) {
            CLOCK.advance(Duration.ofSeconds(1));
            String fresh = "Bearer " + client.tokenFor("bob");
            assertThat(read(fresh).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void neverLimitsHealthAndJwkSet() throws Exception {
        exhaustLimit("/api/products", ANONYMOUS_BURST);

        for (int i = 0; i < 2 * ANONYMOUS_BURST; i++) {
            assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(client.get("/oauth2/jwks").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void doesNotForwardRejectedOrder() throws Exception {
        useTokens(alice, CUSTOMER_BURST);
        orders.respondWith(exchange -> StubService.respond(exchange, 202, "{}"));

        HttpRequest.Builder order =
                client.request("/api/orders")
                        .header("Authorization", alice)
                        .header("Idempotency-Key", "k")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"));

        assertThat(client.send(order).statusCode()).isEqualTo(429);
        assertThat(orders.receivedNothing()).isTrue();
    }

    private void useTokens(String bearer, int tokens) throws Exception {
        for (int i = 0; i < tokens; i++) {
            assertThat(read(bearer).statusCode()).isEqualTo(200);
        }
    }

    private void exhaustLimit(String path, int tokens) throws Exception {
        for (int i = 0; i < tokens; i++) {
            assertThat(client.get(path).statusCode()).isNotEqualTo(429);
        }
        assertThat(client.get(path).statusCode()).isEqualTo(429);
    }

    private HttpResponse<String> read(String bearer) throws Exception {
        return client.get("/api/orders/1", "Authorization", bearer);
    }

    private int requestTokenWithWrongSecret(String path) throws Exception {
        HttpRequest.Builder request =
                client.request(path)
                        .header("Authorization", "Basic YWxpY2U6Z3Vlc3M=")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        return client.send(request).statusCode();
    }
}
