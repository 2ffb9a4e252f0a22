package dev.quadrille.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.resilience.FailingBackend.Mode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/// Load balancing over two real backends.
@TestInstance(Lifecycle.PER_CLASS)
class LoadBalancingIT {

    private static final String SERVICE = "order-service";
    private static final int CLIENTS = 8;

    private final FailingBackend first = new FailingBackend();
    private final FailingBackend second = new FailingBackend();
    private final ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
    @TempDir private static Path keys;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        gateway = start("ROUND_ROBIN");
    }

    @BeforeEach
    void recover() {
        first.set(Mode.OK);
        second.set(Mode.OK);
        awaitHealthy(gateway, 2);
        breaker().reset();
    }

    @AfterAll
    void stop() {
        gateway.close();
        first.close();
        second.close();
        executor.shutdownNow();
    }

    @Test
    void distributesCalls() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(placeOrder(gateway)).isEqualTo(200);
        }

        assertThat(orders(first)).isEqualTo(5);
        assertThat(orders(second)).isEqualTo(5);
    }

    @Test
    void sendsCallsOfInstanceThatRefusesToOther() throws Exception {
        first.set(Mode.REFUSED);
        int before = orders(second);

        for (int i = 0; i < 20; i++) {
            assertThat(placeOrder(gateway)).as("without idempotency key").isEqualTo(200);
        }

        assertThat(orders(second) - before).isEqualTo(20);
        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void removesInstanceThatRefusesAndTakesItBack() throws Exception {
        first.set(Mode.REFUSED);
        awaitHealthy(gateway, 1);

        first.set(Mode.OK);
        awaitHealthy(gateway, 2);

        assertThat(placeOrder(gateway)).isEqualTo(200);
        assertThat(placeOrder(gateway)).isEqualTo(200);
        assertThat(orders(first)).isEqualTo(1);
    }

    @Test
    void removesFrozenInstanceAndTakesItBack() throws Exception {
        first.set(Mode.FROZEN);
        awaitHealthy(gateway, 1);

        for (int i = 0; i < 10; i++) {
            assertThat(placeOrder(gateway)).isEqualTo(200);
        }

        assertThat(orders(first)).isZero();
        first.set(Mode.OK);
        awaitHealthy(gateway, 2);
    }

    @Test
    void keepsInstanceIfConnectionEndsDuringProbe() {
        double removed = removals();
        AtomicInteger probes = new AtomicInteger();

        // Every second probe gets no answer.
        first.setByRequest(_ -> probes.incrementAndGet() % 2 == 1 ? Mode.REFUSED : Mode.OK);

        await().until(() -> probes.get() > 10);
        assertThat(removals()).isEqualTo(removed);
    }

    @Test
    void breakerStaysClosedIfOneInstanceFreezes() throws Exception {
        first.set(Mode.FROZEN);

        // Half of them time out at the frozen instance, after it has been removed.
        List<Integer> statuses = placeOrders(gateway, 24);

        assertThat(statuses).contains(200).isSubsetOf(200, 504);
        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void breakerOpensIfAllInstancesFail() throws Exception {
        first.set(Mode.REFUSED);
        second.set(Mode.REFUSED);

        for (int i = 0; i < 20; i++) {
            assertThat(placeOrder(gateway)).isEqualTo(503);
        }

        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void roundRobinSendsHalfOfCallsToSlowInstance() throws Exception {
        first.setByRequest(LoadBalancingIT::slowOrders);

        placeOrders(gateway, 32);

        assertThat(orders(first)).isEqualTo(16);
        assertThat(orders(second)).isEqualTo(16);
    }

    @Test
    void leastOutstandingSendsFewCallsToSlowInstance() throws Exception {
        try (RunningGateway leastOutstanding = start("LEAST_OUTSTANDING")) {
            first.setByRequest(LoadBalancingIT::slowOrders);
            second.set(Mode.OK);

            placeOrders(leastOutstanding, 200);

            assertThat(orders(first)).isPositive().isLessThan(50);
            assertThat(orders(first) + orders(second)).isEqualTo(200);
        }
    }

    @Test
    void defaultsRemoveFailedInstanceWithinTwoSeconds() {
        try (RunningGateway defaults = RunningGateway.start(settings())) {
            assertThat(
                            duration(defaults, "probe-interval")
                                    .plus(duration(defaults, "probe-timeout")))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    private static Duration duration(RunningGateway of, String property) {
        return of.bean(Environment.class)
                .getRequiredProperty("quadrille.load-balancer." + property, Duration.class);
    }

    /// Probes are answered at once.
    private static Mode slowOrders(String request) {
        return request.startsWith("POST") ? Mode.SLOW : Mode.OK;
    }

    private RunningGateway start(String algorithm) {
        return RunningGateway.start(
                Stream.concat(
                                Stream.of(settings()),
                                Stream.of(
                                        "quadrille.load-balancer.algorithm=" + algorithm,
                                        "quadrille.load-balancer.probe-interval=100ms",
                                        "quadrille.load-balancer.probe-timeout=500ms",
                                        "quadrille.upstream.response-timeout=5s",
                                        "quadrille.resilience.circuit-breaker.slow-call=10s",
                                        "quadrille.resilience.circuit-breaker.open-duration=10m"))
                        .toArray(String[]::new));
    }

    private String[] settings() {
        return new String[] {
            "spring.profiles.active=demo",
            "quadrille.keys-dir=" + keys,
            "quadrille.services.order-service=" + first.url() + "," + second.url()
        };
    }

    private static void awaitHealthy(RunningGateway of, int instances) {
        await().until(
                        () ->
                                of.bean(MeterRegistry.class)
                                        .get("quadrille.gateway.instances.healthy")
                                        .tag("name", SERVICE)
                                        .gauge()
                                        .value(),
                        healthy -> healthy == instances);
    }

    private double removals() {
        return gateway
                .bean(MeterRegistry.class)
                .find("quadrille.gateway.instance.transitions")
                .tags("name", SERVICE, "to", "removed")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private CircuitBreaker breaker() {
        return gateway.bean(CircuitBreakerRegistry.class).circuitBreaker(SERVICE);
    }

    /// The orders that a backend has received. It also receives health probes.
    private static int orders(FailingBackend backend) {
        return (int) backend.received().stream().filter(it -> it.startsWith("POST")).count();
    }

    private static int placeOrder(RunningGateway at) throws Exception {
        GatewayClient client = at.client();
        return placeOrder(client, client.tokenFor("alice"));
    }

    private static int placeOrder(GatewayClient client, String token) throws Exception {
        return client.send(
                        client.request("/api/orders")
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"order\":1}")))
                .statusCode();
    }

    /// Places orders from eight clients in a closed loop, and returns the statuses.
    private List<Integer> placeOrders(RunningGateway at, int count) throws Exception {
        GatewayClient client = at.client();
        String token = client.tokenFor("alice");
        List<Callable<Integer>> calls =
                IntStream.range(0, count)
                        .<Callable<Integer>>mapToObj(_ -> () -> placeOrder(client, token))
                        .toList();
        return executor.invokeAll(calls).stream().map(Future::resultNow).toList();
    }
}
