package dev.quadrille.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.gateway.resilience.FailingBackend.Mode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Circuit breaker per service.
@ExtendWith(OutputCaptureExtension.class)
class CircuitBreakerIT extends ResilienceTestBase {

    private static final String SERVICE = "inventory-service";

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "SLOW", "SERVER_ERROR", "HANG_AFTER_HEADERS", "RESET_IN_BODY"})
    void opensWithin20CallsAndRecovers(Mode failure, CapturedOutput output) throws Exception {
        inventory.set(failure);
        getAll(20, STOCK);
        assertThat(stateOf(SERVICE)).isEqualTo("OPEN");
        assertThat(output).contains("Circuit breaker inventory-service: closed -> open");

        inventory.set(Mode.OK);
        await().untilAsserted(() -> assertThat(get(STOCK).statusCode()).isEqualTo(200));
        await().untilAsserted(() -> {
            get(STOCK);
            assertThat(stateOf(SERVICE)).isEqualTo("CLOSED");
        });
        assertThat(output).contains("Circuit breaker inventory-service: half-open -> closed");
    }

    @Test
    void rejectsAtOnceWhileOpen() throws Exception {
        breakers().circuitBreaker(SERVICE).transitionToForcedOpenState();

        long start = System.nanoTime();
        HttpResponse<String> rejected = get(STOCK);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(rejected.statusCode()).isEqualTo(503);
        assertThat(rejected.body()).contains("/problems/unavailable", "circuit breaker is open");
        assertThat(rejected.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 3L);
        assertThat(inventory.received()).isEmpty();
        assertThat(get("/api/products").statusCode()).as("another service").isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "LOAD_SHEDDING"})
    void staysClosedIfServiceRejectsRequests(Mode rejection) throws Exception {
        inventory.set(rejection);

        for (int i = 0; i < 40; i++) {
            get(STOCK);
        }

        assertThat(stateOf(SERVICE)).isEqualTo("CLOSED");
        assertThat(inventory.received()).as("no retries").hasSize(40);
    }

    @Test
    void opensAgainIfTrialCallsFail() throws Exception {
        double before = transitionsTo("open");
        inventory.set(Mode.SERVER_ERROR);
        getAll(20, STOCK);
        await().untilAsserted(() -> {
            get(STOCK);
            assertThat(transitionsTo("open") - before).isGreaterThanOrEqualTo(3);
        });
        assertThat(transitionsTo("half-open")).isPositive();

        inventory.set(Mode.OK);
        await().untilAsserted(() -> {
            get(STOCK);
            assertThat(stateOf(SERVICE)).isEqualTo("CLOSED");
        });
    }

    @Test
    void opensIfServiceIsFlapping() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        inventory.setByRequest(_ -> calls.incrementAndGet() % 5 < 3 ? Mode.SERVER_ERROR : Mode.OK);

        for (int i = 0; i < 20; i++) {
            get(STOCK);
        }

        assertThat(transitionsTo("open")).isPositive();
    }

    @Test
    void showsStateOfEachBreaker() throws Exception {
        inventory.set(Mode.SERVER_ERROR);
        getAll(20, STOCK);

        String breakers = get("/api/breakers").body();

        assertThat(JsonPath.<Integer>read(breakers, "$.breakers.length()")).isEqualTo(5);
        assertThat(JsonPath.<Double>read(breakers, "$.breakers[0].failureRate")).isEqualTo(100);
        assertThat(JsonPath.<String>read(breakers, "$.breakers[0].name")).isEqualTo(SERVICE);
        assertThat(JsonPath.<String>read(breakers, "$.breakers[0].lastTransition")).isNotNull();
        assertThat(JsonPath.<Object>read(breakers, "$.breakers[2].failureRate")).isNull();
        assertThat(client.get("/api/breakers").statusCode()).isEqualTo(401);
    }

    private double transitionsTo(String state) {
        return gateway
                .bean(MeterRegistry.class)
                .find("quadrille.gateway.breaker.transitions")
                .tags("name", SERVICE, "to", state)
                .counters()
                .stream()
                .mapToDouble(it -> it.count())
                .sum();
    }
}
