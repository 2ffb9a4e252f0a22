package dev.quadrille.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget(0.1);

    @Test
    void permitsOneRetryForTenCalls() {
        long retries =
                IntStream.range(0, 1000)
                        .filter(_ -> {
                            budget.addCall();
                            return budget.tryRetry();
                        })
                        .count();

        assertThat(retries).isEqualTo(101);
    }

    @Test
    void savesTenRetries() {
        IntStream.range(0, 1000).forEach(_ -> budget.addCall());

        assertThat(IntStream.range(0, 100).filter(_ -> budget.tryRetry()).count()).isEqualTo(10);
    }

    @Test
    void waitsRandomTimeUpToBackoff() {
        var jitter =
                ResilienceConfiguration.fullJitter(
                        new ResilienceProperties.Retry(
                                3, Duration.ofMillis(100), Duration.ofSeconds(1), 0.1));

        assertThat(IntStream.range(0, 1000).mapToLong(_ -> jitter.apply(1)))
                .allMatch(it -> it >= 0 && it <= 100)
                .anyMatch(it -> it < 20)
                .anyMatch(it -> it > 80);
        assertThat(IntStream.range(0, 1000).mapToLong(_ -> jitter.apply(2)))
                .allMatch(it -> it <= 200)
                .anyMatch(it -> it > 120);
    }
}
