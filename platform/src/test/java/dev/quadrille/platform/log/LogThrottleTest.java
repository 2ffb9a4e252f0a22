package dev.quadrille.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

    // The origin of System.nanoTime() is arbitrary, so its values may be negative.
    private final AtomicLong clock = new AtomicLong(-5);
    private final LogThrottle throttle = new LogThrottle(Duration.ofNanos(10), clock::get);

    @Test
    void logsFirstOccurrenceAndCountsOthersUntilPauseEnds() {
        assertThat(throttle.next()).isEqualTo(1);
        assertThat(throttle.next()).isZero();
        clock.addAndGet(9);
        assertThat(throttle.next()).isZero();
        clock.addAndGet(1);
        assertThat(throttle.next()).isEqualTo(3);
        assertThat(throttle.next()).isZero();
    }

    @Test
    void countsOneOccurrenceAfterLongPause() {
        throttle.next();
        clock.addAndGet(1000);
        assertThat(throttle.next()).isEqualTo(1);
    }
}
