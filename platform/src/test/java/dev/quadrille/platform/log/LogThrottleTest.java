package dev.quadrille.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

    // The origin of the clock is arbitrary and may lie ahead.
    private final AtomicLong clock = new AtomicLong(-5);
    private final LogThrottle repetition = new LogThrottle(Duration.ofNanos(10), clock::get);

    @Test
    void saysTheFirstAtOnceAndCountsTheOthersUntilThePauseIsOver() {
        assertThat(repetition.next()).isEqualTo(1);
        assertThat(repetition.next()).isZero();
        clock.addAndGet(9);
        assertThat(repetition.next()).isZero();
        clock.addAndGet(1);
        assertThat(repetition.next()).isEqualTo(3);
        assertThat(repetition.next()).isZero();
    }

    @Test
    void saysWhatComesAfterALongTimeAsOne() {
        repetition.next();
        clock.addAndGet(1000);
        assertThat(repetition.next()).isEqualTo(1);
    }
}
