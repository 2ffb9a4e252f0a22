package dev.quadrille.messaging.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdaptiveBatchPauseTest {

    private final AtomicLong clock = new AtomicLong(1_000);
    private final AdaptiveBatchPause pause = new AdaptiveBatchPause(clock::get);

    @Test
    void doesNotPauseForSingleEvents() {
        assertThat(after(1, 20)).isZero();
        assertThat(after(15, 20)).isZero();
    }

    @Test
    void pausesUntilBatchAccumulates() {
        assertThat(after(100, 50)).isEqualTo(Duration.ofMillis(40));
        assertThat(after(1_000, 50)).isBetween(Duration.ofMillis(7), Duration.ofMillis(9));
    }

    @Test
    void barelyPausesWhileCatchingUp() {
        assertThat(after(20_000, 5)).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void forgetsRateWhenIdle() {
        after(1_000, 20);
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(pause.nextPause(1)).isZero();
    }

    /// The pause after five seconds at a constant rate.
    private Duration after(int eventsPerSecond, int roundsPerSecond) {
        Duration last = Duration.ZERO;
        double backlog = 0;
        for (int round = 0; round < 5 * roundsPerSecond; round++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos() / roundsPerSecond);
            backlog += (double) eventsPerSecond / roundsPerSecond;
            int events = (int) backlog;
            backlog -= events;
            last = pause.nextPause(events);
        }
        return last;
    }
}
