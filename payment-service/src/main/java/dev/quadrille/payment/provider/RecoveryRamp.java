package dev.quadrille.payment.provider;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Raises the limit of concurrent calls step by step after an outage: the full number at once could
/// overload a provider that has just started. The steps have jitter, so that replicas do not raise
/// their limits together.
final class RecoveryRamp {

    private static final int FIRST = 8;
    private static final Duration SHORTEST_STEP = Duration.ofMillis(200);
    private static final Duration LONGEST_STEP = Duration.ofMillis(400);

    private final int most;
    private final LongSupplier nanoTime;
    private volatile @Nullable Climb climb;

    /// @param most the limit in normal operation
    RecoveryRamp(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /// The provider has recovered now.
    void begin() {
        long step =
                ThreadLocalRandom.current()
                        .nextLong(SHORTEST_STEP.toNanos(), LONGEST_STEP.toNanos());
        climb = new Climb(nanoTime.getAsLong(), step);
    }

    /// The most calls that may be under way now; it doubles with each step.
    int limit() {
        Climb current = climb;
        if (current == null) {
            return most;
        }
        long steps = (nanoTime.getAsLong() - current.begin) / current.step;
        return (int) Math.min(most, (long) FIRST << Math.min(steps, Integer.SIZE - 2));
    }

    private record Climb(long begin, long step) {}
}
