package dev.quadrille.gateway.ratelimit;

import static dev.quadrille.gateway.ratelimit.SampleRateLimits.ALICE;
import static dev.quadrille.gateway.ratelimit.SampleRateLimits.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Consumption;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalRateLimitsTest {

    private final ManualClock clock = new ManualClock();
    private final LocalRateLimits buckets =
            new LocalRateLimits(SampleRateLimits.twoPerSecond(), clock);

    @Test
    void allowsBurst() {
        assertThat(consume(ALICE, 5)).isEqualTo(3);
    }

    @Test
    void refillsAtConfiguredRate() {
        consume(ALICE, 5);

        clock.advance(Duration.ofMillis(499));
        assertThat(consume(ALICE, 2)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(consume(ALICE, 2)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(consume(ALICE, 9)).isEqualTo(3);
    }

    @Test
    void returnsTimeUntilRefill() {
        consume(ALICE, 3);

        Consumption consumption = buckets.tryConsume(ALICE);

        assertThat(consumption.consumed()).isFalse();
        assertThat(consumption.untilRefill()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void limitsEachOwnerSeparately() {
        consume(ALICE, 5);

        assertThat(consume(BOB, 5)).isEqualTo(3);
    }

    @Test
    void returnsToken() {
        consume(ALICE, 3);
        buckets.returnToken(ALICE);

        assertThat(consume(ALICE, 5)).isEqualTo(1);
    }

    @Test
    void limitsNumberOfBuckets() {
        IntStream.range(0, 10_000)
                .forEach(i ->
                        buckets.tryConsume(
                                new RateLimiter.Key(RateLimiter.Kind.ANONYMOUS, "10.0.0." + i)));

        assertThat(buckets.count()).isEqualTo(100);
    }

    @Test
    void evictsBucketAfterRefillTime() {
        buckets.tryConsume(ALICE);

        clock.advance(Duration.ofMillis(1999));
        assertThat(buckets.count()).isEqualTo(1);
        clock.advance(Duration.ofMillis(2));
        assertThat(buckets.count()).isZero();
    }

    private long consume(RateLimiter.Key key, int attempts) {
        return IntStream.range(0, attempts).filter(_ -> buckets.tryConsume(key).consumed()).count();
    }
}
