package dev.quadrille.payment.provider;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A slow start after an outage. It doubles the limit of concurrent calls in steps, because the
/// full load could overload a provider that has just started. The step length has jitter, so that
/// replicas do not raise their limits at the same time.
final class RecoveryRamp {

    private static final int INITIAL_LIMIT = 8;
    private static final Duration MIN_STEP = Duration.ofMillis(200);
    private static final Duration MAX_STEP = Duration.ofMillis(400);

    private final int maximum;
    private final LongSupplier nanoTime;
    private volatile @Nullable Ramp ramp;

    /// @param maximum the limit in normal operation
    RecoveryRamp(int maximum, LongSupplier nanoTime) {
        this.maximum = maximum;
        this.nanoTime = nanoTime;
    }

    /// Starts the ramp. The circuit breaker has closed.
    void begin() {
        long step = ThreadLocalRandom.current().nextLong(MIN_STEP.toNanos(), MAX_STEP.toNanos());
        ramp = new Ramp(nanoTime.getAsLong(), step);
    }

    /// Returns the current limit of concurrent calls.
    int limit() {
        Ramp current = ramp;
        if (current == null) {
            return maximum;
        }
        long steps = (nanoTime.getAsLong() - current.begin) / current.step;
        return (int) Math.min(maximum, (long) INITIAL_LIMIT << Math.min(steps, Integer.SIZE - 2));
    }

    private record Ramp(long begin, long step) {}
}
