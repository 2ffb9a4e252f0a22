package dev.quadrille.system.gateway;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.gateway.TimedCalls.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Measures what the gateway costs, and how fast its circuit breaker acts. Takes minutes, so it is
/// disabled unless `quadrille.figures` is set. Alternates between the gateway and the service
/// itself, because the speed of the machine varies.
@EnabledIfSystemProperty(named = "quadrille.figures", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewaySpeedIT {

    private static final int ROUNDS = 12;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final Duration NO_PAUSE = Duration.ZERO;

    /// 25 orders per second, which the system settles as they come.
    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(40);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningSystem system = RunningSystem.get();
    private final String token = system.tokenOf("bob");
    private String path = "";

    @BeforeAll
    void placeAnOrder() {
        system.operator().deliver(100_000, "TAMPER");
        PlacedOrder order = system.customer("bob").place(aPurchase().of(1, "TAMPER"));
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        path = "/api/orders/" + order.id();
    }

    @Test
    void comparesOrdersWithOrderService() {
        compare("POST /api/orders", Component.ORDER_SERVICE, this::order, 1, BETWEEN_ORDERS);
    }

    @Test
    void comparesReadsWithQueryService() {
        compare("GET /api/orders/{id}", Component.QUERY_SERVICE, this::read, 1, NO_PAUSE);
    }

    @Test
    void comparesReadsOf16ConnectionsWithQueryService() {
        compare("GET /api/orders/{id}", Component.QUERY_SERVICE, this::read, 16, NO_PAUSE);
    }

    private void compare(
            String operation,
            Component service,
            Function<Component, HttpRequest> request,
            int connections,
            Duration pause) {
        TimedCalls direct = new TimedCalls();
        TimedCalls throughGateway = new TimedCalls();
        for (int round = 0; round < ROUNDS; round++) {
            boolean warmUp = round < ROUNDS / 3;
            (warmUp ? new TimedCalls() : direct)
                    .run(() -> request.apply(service), connections, pause, ROUND);
            (warmUp ? new TimedCalls() : throughGateway)
                    .run(() -> request.apply(Component.GATEWAY), connections, pause, ROUND);
        }
        System.out.printf(
                "%s, %d connections%n  %s: %s%n  gateway: %s%n",
                operation, connections, service.processName(), direct, throughGateway);
        assertThat(throughGateway.calls()).allMatch(call -> call.status() < 300);
        assertThat(direct.calls()).allMatch(call -> call.status() < 300);
    }

    /// The timeline has no fallback. A frozen service accepts connections and never responds.
    @Test
    void opensTheCircuitBreakerOfAFrozenService() throws Exception {
        long pid = system.stack().process(Component.QUERY_SERVICE).orElseThrow().pid();
        signal("STOP", pid);
        TimedCalls calls = new TimedCalls();
        CompletableFuture<Void> thaw =
                CompletableFuture.runAsync(
                        () -> signal("CONT", pid),
                        CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS));
        calls.run(this::timeline, 16, Duration.ofMillis(100), Duration.ofSeconds(35));
        thaw.get();

        List<Call> failed = calls.calls().stream().filter(it -> it.status() == 504).toList();
        List<Call> rejected = calls.calls().stream().filter(it -> it.status() == 503).toList();
        Duration opened = rejected.stream().map(Call::end).min(Duration::compareTo).orElseThrow();
        Duration closed =
                calls.calls().stream()
                        .filter(it -> it.status() != 200)
                        .map(Call::end)
                        .max(Duration::compareTo)
                        .orElseThrow();
        System.out.printf(
                "Frozen query-service: open after %d ms and %d timeouts; %d rejected, p50 %.1f ms,"
                        + " p99 %.1f ms; last failure %d ms after it runs again%n",
                opened.toMillis(),
                failed.size(),
                rejected.size(),
                TimedCalls.millis(rejected, 0.5),
                TimedCalls.millis(rejected, 0.99),
                closed.minusSeconds(20).toMillis());
        assertThat(rejected).isNotEmpty().allMatch(Call::retryAfter);
        awaitRecovery();
    }

    /// One of ten calls fails at query-service, so that its circuit breaker stays closed.
    @Test
    void retriesWithinTheBudget() throws Exception {
        operator("PUT", "/api/chaos/query-service/http-error", "{\"probability\":0.1}");
        TimedCalls calls = new TimedCalls();
        double retriesBefore = retries();
        try {
            calls.run(this::timeline, 4, Duration.ofMillis(20), Duration.ofSeconds(20));
        } finally {
            operator("DELETE", "/api/chaos", "");
        }
        double retries = retries() - retriesBefore;
        double amplification = 1 + retries / calls.calls().size();
        System.out.printf(
                "Failing query-service: %d calls, %.0f retries, amplification %.3f; %d failed%n",
                calls.calls().size(),
                retries,
                amplification,
                calls.calls().stream().filter(it -> it.status() >= 500).count());
        assertThat(calls.calls()).as("the breaker stays closed").noneMatch(Call::retryAfter);
        assertThat(retries).isPositive();
        // The saved retries are spent at the beginning.
        assertThat(retries).isLessThanOrEqualTo(10 + 0.1 * calls.calls().size());
    }

    private void operator(String method, String resource, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(system.url() + resource))
                        .header("Authorization", "Bearer " + system.tokenOf("operator"))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isLessThan(300);
    }

    /// Retries of calls to query-service since the gateway started.
    private double retries() throws Exception {
        int port = system.layout().ports().management(Component.GATEWAY);
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                        .build();
        return HTTP.send(request, BodyHandlers.ofLines())
                .body()
                .filter(it -> it.startsWith("resilience4j_retry_calls_total"))
                .filter(it -> it.contains("_with_retry") && it.contains("\"query-service\""))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' '))))
                .sum();
    }

    private void awaitRecovery() {
        TimedCalls calls = new TimedCalls();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> {
                    calls.run(this::timeline, 1, NO_PAUSE, Duration.ofMillis(10));
                    return calls.calls().getLast().status() == 200;
                });
    }

    private HttpRequest order(Component target) {
        return request(target, "/api/orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(aPurchase().of(1, "TAMPER").json()))
                .build();
    }

    private HttpRequest read(Component target) {
        return request(target, path).build();
    }

    private HttpRequest timeline() {
        return request(Component.GATEWAY, path + "/timeline").build();
    }

    private HttpRequest.Builder request(Component target, String resource) {
        return HttpRequest.newBuilder(URI.create(system.layout().url(target) + resource))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + token);
    }

    private static void signal(String name, long pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
