package dev.quadrille.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.gateway.Client;
import dev.quadrille.gateway.GatewayRun;
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
    private static final int CUSTOMERS = 4;
    private static final int ANONYMOUS = 6;
    private static final int CREDENTIALS = 5;

    private final StubService orders = new StubService();
    private final StubService queries = new StubService();
    @TempDir private static Path keys;
    private GatewayRun gateway;
    private Client client;
    private String alice;
    private String bob;

    /// Not found by the scan for beans, since it says nowhere that it has some.
    static final class ByHand {

        @Bean
        @Primary
        TimeMeter handClock() {
            return CLOCK;
        }
    }

    @BeforeAll
    void open() throws Exception {
        gateway =
                GatewayRun.startWith(
                        ByHand.class,
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.order-service=" + orders.url(),
                        "quadrille.services.query-service=" + queries.url(),
                        "quadrille.rate-limit.customer.per-second=2",
                        "quadrille.rate-limit.customer.burst=" + CUSTOMERS,
                        "quadrille.rate-limit.anonymous.per-second=3",
                        "quadrille.rate-limit.anonymous.burst=" + ANONYMOUS,
                        "quadrille.rate-limit.credentials.per-second=1",
                        "quadrille.rate-limit.credentials.burst=" + CREDENTIALS);
        client = gateway.client();
        alice = "Bearer " + client.tokenOf("alice");
        bob = "Bearer " + client.tokenOf("bob");
    }

    @BeforeEach
    void fillAllBuckets() {
        CLOCK.pass(Duration.ofHours(1));
    }

    @AfterAll
    void close() {
        gateway.close();
        orders.close();
        queries.close();
    }

    @Test
    void sendsACustomerAwayAndSaysWhenToComeAgain() throws Exception {
        drain(alice, CUSTOMERS);
        queries.behave(exchange -> StubService.answer(exchange, 200, "{}"));

        HttpResponse<String> refused = read(alice);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(JsonPath.<String>read(refused.body(), "$.type"))
                .isEqualTo("/problems/too-many-requests");
        assertThat(JsonPath.<String>read(refused.body(), "$.traceId")).matches("[0-9a-f]{32}");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("RateLimit-Policy"))
                .contains("\"customer\";q=4;w=2");
        assertThat(refused.headers().firstValue("RateLimit")).contains("\"customer\";r=0;t=1");
        assertThat(queries.sawNothing()).isTrue();
    }

    @Test
    void letsACustomerInAgainWhenTheTimeHasPassed() throws Exception {
        drain(alice, CUSTOMERS);

        CLOCK.pass(Duration.ofMillis(499));
        assertThat(read(alice).statusCode()).isEqualTo(429);
        CLOCK.pass(Duration.ofMillis(1));
        assertThat(read(alice).statusCode()).isEqualTo(200);
        assertThat(read(alice).statusCode()).isEqualTo(429);
    }

    @Test
    void keepsOnesLimitFromTheOthers() throws Exception {
        drain(alice, CUSTOMERS);

        assertThat(read(bob).statusCode()).isEqualTo(200);
        assertThat(client.get("/api/products").statusCode()).isEqualTo(200);
    }

    @Test
    void countsAllTokensOfACustomerTogether() throws Exception {
        String another = "Bearer " + client.tokenOf("alice");
        drain(alice, CUSTOMERS - 1);

        assertThat(read(another).statusCode()).isEqualTo(200);
        assertThat(read(another).statusCode()).isEqualTo(429);
        assertThat(read(alice).statusCode()).isEqualTo(429);
    }

    @ParameterizedTest
    @MethodSource("waysToSeemSomebodyElse")
    void isNotFooledByWhatARequestSaysOfItself(String name, String value) throws Exception {
        drain(alice, CUSTOMERS);
        exhaust("/api/products", ANONYMOUS);

        for (String path : List.of("/api/orders/1", "/api/orders/1/", "/api/ORDERS/1")) {
            assertThat(client.get(path, "Authorization", alice, name, value).statusCode())
                    .as(path)
                    .isEqualTo(429);
        }
        for (String path : List.of("/api/products", "/api/products/", "/api/PRODUCTS", "/x")) {
            assertThat(client.get(path, name, value).statusCode()).as(path).isEqualTo(429);
        }
    }

    private static Stream<Arguments> waysToSeemSomebodyElse() {
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
    void limitsWhatAnAddressReadsWithoutAToken() throws Exception {
        exhaust("/api/products", ANONYMOUS);

        HttpResponse<String> refused = client.get("/docs");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("RateLimit-Policy"))
                .contains("\"anonymous\";q=6;w=2");
        assertThat(read(alice).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders/1", "/nothing/here", "/docs/nothing"})
    void countsWhatIsRefusedAnyway(String path) throws Exception {
        exhaust(path, ANONYMOUS);
    }

    @Test
    void countsWhatOnlyLooksLikeAToken() throws Exception {
        for (int i = 0; i < ANONYMOUS; i++) {
            assertThat(read("Bearer no token").statusCode()).isEqualTo(401);
        }
        assertThat(read("Bearer no token").statusCode()).isEqualTo(429);
    }

    @Test
    void letsSecretsBeGuessedNoFasterThanThat() throws Exception {
        for (int i = 0; i < CREDENTIALS; i++) {
            assertThat(guess("/oauth2/token")).isEqualTo(401);
        }
        assertThat(guess("/oauth2/token")).isEqualTo(429);
        assertThat(guess("/oauth2/%74oken")).isEqualTo(429);
        assertThat(
                        client.askForToken("alice", "alice-secret", "grant_type=client_credentials")
                                .statusCode())
                .isEqualTo(429);
        CLOCK.pass(Duration.ofSeconds(1));
        assertThat(guess("/oauth2/token")).isEqualTo(401);
    }

    @Test
    void stopsToCheckTokensOfAnAddressThatSendsWrongOnes() throws Exception {
        read(alice);
        for (int i = 0; i < CREDENTIALS; i++) {
            assertThat(read("Bearer wrong" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> unchecked = read("Bearer wrong");

        assertThat(unchecked.statusCode()).isEqualTo(429);
        assertThat(unchecked.body()).contains("/problems/too-many-requests");
        assertThat(unchecked.headers().firstValue("RateLimit")).contains("\"credentials\";r=0;t=1");
        assertThat(unchecked.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(read(alice).statusCode()).as("a token that was checked before").isEqualTo(200);
    }

    @Test
    void countsNoTokenThatIsRight() throws Exception {
        for (int i = 0; i < 2 * CREDENTIALS; i++) {
            CLOCK.pass(Duration.ofSeconds(1));
            String fresh = "Bearer " + client.tokenOf("bob");
            assertThat(read(fresh).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tellsMachinesThatItLivesWhateverAnAddressSends() throws Exception {
        exhaust("/api/products", ANONYMOUS);

        for (int i = 0; i < 2 * ANONYMOUS; i++) {
            assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(client.get("/oauth2/jwks").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesAnOrderBeforeItGoesAnywhere() throws Exception {
        drain(alice, CUSTOMERS);
        orders.behave(exchange -> StubService.answer(exchange, 202, "{}"));

        HttpRequest.Builder order =
                client.to("/api/orders")
                        .header("Authorization", alice)
                        .header("Idempotency-Key", "k")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"));

        assertThat(client.send(order).statusCode()).isEqualTo(429);
        assertThat(orders.sawNothing()).isTrue();
    }

    private void drain(String bearer, int tokens) throws Exception {
        for (int i = 0; i < tokens; i++) {
            assertThat(read(bearer).statusCode()).isEqualTo(200);
        }
    }

    private void exhaust(String path, int tokens) throws Exception {
        for (int i = 0; i < tokens; i++) {
            assertThat(client.get(path).statusCode()).isNotEqualTo(429);
        }
        assertThat(client.get(path).statusCode()).isEqualTo(429);
    }

    private HttpResponse<String> read(String bearer) throws Exception {
        return client.get("/api/orders/1", "Authorization", bearer);
    }

    private int guess(String path) throws Exception {
        HttpRequest.Builder request =
                client.to(path)
                        .header("Authorization", "Basic YWxpY2U6Z3Vlc3M=")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        return client.send(request).statusCode();
    }
}
