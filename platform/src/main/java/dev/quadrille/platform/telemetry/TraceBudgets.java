package dev.quadrille.platform.telemetry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/// A token bucket per client (implemented as the generic cell rate algorithm, which needs one
/// number per bucket). The table has a fixed size, so that no client can make it grow; two clients
/// in one bucket share it. The assignment is random at each start, so that a client cannot choose
/// whose bucket it drains.
final class TraceBudgets {

    private static final int BUCKETS = 4096;
    private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

    private final AtomicLongArray fullAgain = new AtomicLongArray(BUCKETS);
    private final int seed = ThreadLocalRandom.current().nextInt();
    private final long burst;
    private final LongSupplier nanoTime;
    private final long start;

    /// @param burst how many traces a client may start at once; one more every five seconds
    TraceBudgets(int burst, LongSupplier nanoTime) {
        this.burst = burst * INTERVAL;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /// Takes one trace from the budget; false if the budget is empty.
    boolean take(int budget) {
        int bucket = bucket(budget);
        long now = nanoTime.getAsLong() - start;
        while (true) {
            long before = fullAgain.get(bucket);
            long after = Math.max(before, now) + INTERVAL;
            if (after - now > burst) {
                return false;
            }
            if (fullAgain.compareAndSet(bucket, before, after)) {
                return true;
            }
        }
    }

    private int bucket(int budget) {
        int mixed = (budget ^ seed) * 0x9E3779B1;
        return (mixed ^ (mixed >>> 15)) & (BUCKETS - 1);
    }
}
