package dev.quadrille.messaging.batching;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Adaptive batching: pauses a background worker after a round so that work accumulates, because a
/// round costs about the same for one event as for twenty. The pause is the time in which a batch
/// of the target size arrives at the current rate, up to a maximum. If less than two events would
/// arrive in the maximum, there is no pause: on an idle system an event is handled at once. Not
/// thread-safe.
///
/// Decision record: `docs/decisions/0011-pace.md`.
public final class AdaptiveBatchPause {

    private static final int TARGET_SIZE = 8;
    private static final Duration MAX = Duration.ofMillis(40);
    private static final double SECOND = 1e9;

    private final LongSupplier nanoTime;
    private long lastRound;
    private double eventsPerSecond;

    public AdaptiveBatchPause() {
        this(System::nanoTime);
    }

    AdaptiveBatchPause(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastRound = nanoTime.getAsLong();
    }

    /// Pauses after a round that handled so many events.
    public void pauseAfter(int events) throws InterruptedException {
        Duration pause = nextPause(events);
        if (!pause.isZero()) {
            Thread.sleep(pause);
        }
    }

    Duration nextPause(int events) {
        long now = nanoTime.getAsLong();
        double elapsed = Math.max(1, now - lastRound) / SECOND;
        lastRound = now;
        // An exponentially weighted average with a time constant of one second.
        double weight = Math.exp(-elapsed);
        eventsPerSecond = weight * eventsPerSecond + (1 - weight) * (events / elapsed);
        double max = MAX.toNanos() / SECOND;
        if (eventsPerSecond * max < 2) {
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) (SECOND * Math.min(max, TARGET_SIZE / eventsPerSecond)));
    }
}
