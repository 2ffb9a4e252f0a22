package dev.quadrille.gateway.ratelimit;

import static dev.quadrille.gateway.ratelimit.SampleRateLimits.ALICE;
import static dev.quadrille.gateway.ratelimit.SampleRateLimits.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalTokenBucketsTest {

    private final ManualClock clock = new ManualClock();
    private final LocalTokenBuckets buckets =
            new LocalTokenBuckets(SampleRateLimits.twoPerSecond(), clock);

    @Test
    void letsABurstThroughAndNoMore() {
        assertThat(granted(ALICE, 5)).isEqualTo(3);
    }

    @Test
    void fillsAgainAtItsRate() {
        granted(ALICE, 5);

        clock.pass(Duration.ofMillis(499));
        assertThat(granted(ALICE, 2)).isZero();
        clock.pass(Duration.ofMillis(1));
        assertThat(granted(ALICE, 2)).isEqualTo(1);
        clock.pass(Duration.ofMinutes(1));
        assertThat(granted(ALICE, 9)).isEqualTo(3);
    }

    @Test
    void tellsWhenTheNextMayComeAndWhenAllMay() {
        granted(ALICE, 3);

        Consumption draw = buckets.draw(ALICE);

        assertThat(draw.granted()).isFalse();
        assertThat(draw.untilNext()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void keepsOnesEmptyBucketFromTheOthers() {
        granted(ALICE, 5);

        assertThat(granted(BOB, 5)).isEqualTo(3);
    }

    @Test
    void takesATokenBack() {
        granted(ALICE, 3);
        buckets.giveBack(ALICE);

        assertThat(granted(ALICE, 5)).isEqualTo(1);
    }

    @Test
    void keepsNoMoreBucketsThanItMay() {
        IntStream.range(0, 10_000)
                .forEach(i ->
                        buckets.draw(new TokenBucketKey(RateLimitKind.ANONYMOUS, "10.0.0." + i)));

        assertThat(buckets.count()).isEqualTo(100);
    }

    @Test
    void forgetsABucketThatHasHadTimeToFill() {
        buckets.draw(ALICE);

        clock.pass(Duration.ofMillis(1999));
        assertThat(buckets.count()).isEqualTo(1);
        clock.pass(Duration.ofMillis(2));
        assertThat(buckets.count()).isZero();
    }

    private long granted(TokenBucketKey key, int attempts) {
        return IntStream.range(0, attempts).filter(_ -> buckets.draw(key).granted()).count();
    }
}
