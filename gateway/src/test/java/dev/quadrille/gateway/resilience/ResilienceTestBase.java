package dev.quadrille.gateway.resilience;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.resilience.FailingBackend.Mode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A gateway in front of backends that fail on demand, with small limits.
@TestInstance(Lifecycle.PER_CLASS)
abstract class ResilienceTestBase {

    static final String STOCK = "/api/stock";

    final FailingBackend orders = new FailingBackend();
    final FailingBackend inventory = new FailingBackend();
    final FailingBackend queries = new FailingBackend();
    @TempDir private static Path keys;
    RunningGateway gateway;
    GatewayClient client;
    private String alice = "";
    private String operator = "";
    private ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    void start() throws Exception {
        gateway =
                RunningGateway.start(
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.order-service=" + orders.url(),
                        "quadrille.services.inventory-service=" + inventory.url(),
                        "quadrille.services.query-service=" + queries.url(),
                        "quadrille.upstream.response-timeout=1500ms",
                        "quadrille.resilience.circuit-breaker.slow-call=800ms",
                        "quadrille.resilience.circuit-breaker.open-duration=500ms",
                        "quadrille.resilience.bulkhead.per-service=20",
                        "quadrille.resilience.bulkhead.fallback-reads=3",
                        "quadrille.resilience.bulkhead.operators=2");
        client = gateway.client();
        alice = "Bearer " + client.tokenFor("alice");
        operator = "Bearer " + client.tokenFor("operator");
    }

    @BeforeEach
    void recover() {
        for (FailingBackend backend : List.of(orders, inventory, queries)) {
            backend.set(Mode.OK);
        }
        breakers().getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    @AfterAll
    void stop() {
        gateway.close();
        orders.close();
        inventory.close();
        queries.close();
        executor.shutdownNow();
    }

    CircuitBreakerRegistry breakers() {
        return gateway.bean(CircuitBreakerRegistry.class);
    }

    /// The state that `GET /api/breakers` shows.
    String stateOf(String service) throws Exception {
        HttpResponse<String> response = get("/api/breakers");
        return JsonPath.<List<String>>read(
                        response.body(), "$.breakers[?(@.name=='%s')].state".formatted(service))
                .getFirst();
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.get(path, "Authorization", operator);
    }

    HttpResponse<String> getAsCustomer(String path) throws Exception {
        return client.get(path, "Authorization", alice);
    }

    HttpResponse<String> placeOrder(String... headers) throws Exception {
        var request =
                client.request("/api/orders")
                        .header("Authorization", alice)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"order\":1}"));
        return client.send(headers.length == 0 ? request : request.headers(headers));
    }

    /// Sends requests of a customer at the same time, without waiting for their responses.
    List<CompletableFuture<HttpResponse<String>>> begin(int count, String path) {
        return IntStream.range(0, count)
                .mapToObj(_ ->
                        CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        return getAsCustomer(path);
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                },
                                executor))
                .toList();
    }

    void getAll(int count, String path) {
        begin(count, path).forEach(CompletableFuture::join);
    }
}
