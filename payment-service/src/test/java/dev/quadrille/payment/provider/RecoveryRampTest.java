package dev.quadrille.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecoveryRampTest {

    private final AtomicLong now = new AtomicLong();
    private final RecoveryRamp ramp = new RecoveryRamp(256, now::get);

    @Test
    void admitsAllCallsBeforeTheFirstOutage() {
        assertThat(ramp.limit()).isEqualTo(256);
    }

    @Test
    void raisesTheLimitToAllCallsWithinSeconds() {
        ramp.begin();
        assertThat(ramp.limit()).isEqualTo(8);
        now.addAndGet(Duration.ofMillis(400).toNanos());
        assertThat(ramp.limit()).isBetween(16, 32);
        now.addAndGet(Duration.ofMillis(1600).toNanos());
        assertThat(ramp.limit()).isEqualTo(256);
        now.addAndGet(Duration.ofDays(300).toNanos());
        assertThat(ramp.limit()).isEqualTo(256);
    }
}
