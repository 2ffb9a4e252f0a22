package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A gateway between a client and stub services. All subclasses share one application context, so
/// they must not change its configuration.
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "quadrille.rate-limit.anonymous.burst=100000",
            "quadrille.rate-limit.credentials.burst=100000",
            "quadrille.rate-limit.customer.burst=100000",
            // The tests share the gateway, so failures in one must not open a breaker for the next.
            "quadrille.resilience.circuit-breaker.sliding-window=10000",
            "quadrille.resilience.circuit-breaker.minimum-calls=10000",
            "quadrille.upstream.response-timeout=500ms",
            "quadrille.upstream.long-poll-response-timeout=5s"
        })
@ActiveProfiles("demo")
abstract class GatewayTestBase {

    // Never closed: the cached application context refers to their addresses until the JVM exits.
    static final StubService ORDERS = new StubService();
    static final StubService INVENTORY = new StubService();
    static final StubService PAYMENTS = new StubService();
    static final StubService SHIPMENTS = new StubService();
    static final StubService QUERIES = new StubService();

    static final List<StubService> SERVICES =
            List.of(ORDERS, INVENTORY, PAYMENTS, SHIPMENTS, QUERIES);

    // The gateway reads its key only once, when the context starts.
    @TempDir private static Path keys;

    @LocalServerPort int port;
    @LocalManagementPort int managementPort;

    GatewayClient client;
    String alice;
    private CountDownLatch release;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("quadrille.keys-dir", keys::toString);
        registry.add("quadrille.services.order-service", ORDERS::url);
        registry.add("quadrille.services.inventory-service", INVENTORY::url);
        registry.add("quadrille.services.payment-service", PAYMENTS::url);
        registry.add("quadrille.services.shipping-service", SHIPMENTS::url);
        registry.add("quadrille.services.query-service", QUERIES::url);
    }

    @BeforeEach
    void setUp() throws Exception {
        release = new CountDownLatch(1);
        client = new GatewayClient(port);
        alice = "Bearer " + client.tokenFor("alice");
        for (StubService service : SERVICES) {
            service.respondWith(exchange -> StubService.respond(exchange, 200, "{}"));
        }
    }

    @AfterEach
    void releaseServices() {
        release.countDown();
    }

    HttpResponse<String> placeOrder() throws IOException, InterruptedException {
        return client.send(
                client.request("/api/orders")
                        .header("Authorization", alice)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")));
    }

    static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(JsonPath.<String>read(response.body(), "$.type")).isEqualTo(type);
        assertThat(response.body()).doesNotContain("Exception", "springframework", "dev.quadrille");
    }

    /// Blocks a stub service until the end of the test.
    void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
