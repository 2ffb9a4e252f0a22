package dev.quadrille.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Consumption;
import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Limit;
import dev.quadrille.gateway.ratelimit.RateLimitProperties.Rate;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The same burst with each algorithm: 20 requests every half second, with a limit of 10 requests
/// per second and a burst of 10. `docs/guide/rate-limits.md` has these numbers.
class RateLimitAlgorithmTest {

    private static final Rate RATE = new Rate(10, 10);

    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @CsvSource({
        "TOKEN_BUCKET, '10 5 5 5 5'",
        "LEAKY_BUCKET, '10 5 5 5 5'",
        "SLIDING_WINDOW, '10 0 0 5 5'"
    })
    void grantsRequestsOfRepeatedBurst(RateLimitAlgorithm algorithm, String granted) {
        Limit limit = algorithm.newLimit(RATE, clock);
        Stream<String> counts =
                IntStream.range(0, 5)
                        .mapToObj(_ -> {
                            int count = burst(limit).size();
                            clock.advance(Duration.ofMillis(500));
                            return "" + count;
                        });

        assertThat(String.join(" ", counts.toList())).isEqualTo(granted);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN_BUCKET", "SLIDING_WINDOW"})
    void forwardsBurstAtOnce(RateLimitAlgorithm algorithm) {
        assertThat(burst(algorithm.newLimit(RATE, clock)))
                .hasSize(10)
                .allMatch(it -> it.delay().isZero());
    }

    @Test
    void leakyBucketForwardsBurstAtSteadyRate() {
        assertThat(burst(RateLimitAlgorithm.LEAKY_BUCKET.newLimit(RATE, clock)))
                .extracting(it -> it.delay().toMillis())
                .containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsRequestAfterAnnouncedTime(RateLimitAlgorithm algorithm) {
        Limit limit = algorithm.newLimit(RATE, clock);
        burst(limit);
        for (int i = 0; i < 30; i++) {
            Consumption rejected = limit.tryConsume();
            assertThat(rejected.consumed()).isFalse();
            clock.advance(rejected.untilRefill().minusNanos(10));
            assertThat(limit.tryConsume().consumed()).as("too early").isFalse();
            clock.advance(Duration.ofNanos(10));
            assertThat(limit.tryConsume().consumed()).as("after the time").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void returnsToken(RateLimitAlgorithm algorithm) {
        Limit limit = algorithm.newLimit(RATE, clock);
        burst(limit);

        limit.returnToken();

        assertThat(burst(limit)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void permitsFullBurstAfterRest(RateLimitAlgorithm algorithm) {
        Limit limit = algorithm.newLimit(RATE, clock);
        burst(limit);

        clock.advance(Duration.ofMinutes(1));

        assertThat(burst(limit)).hasSize(10);
    }

    private static List<Consumption> burst(Limit limit) {
        return IntStream.range(0, 20)
                .mapToObj(_ -> limit.tryConsume())
                .filter(Consumption::consumed)
                .toList();
    }
}
