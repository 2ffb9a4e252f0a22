package dev.quadrille.gateway.ratelimit.algorithm;

import io.github.bucket4j.TimeMeter;

/// Sliding-window counter: permits as many requests as the burst within the refill time. It keeps
/// two counts instead of a log: the previous window counts by the share of it that is still inside
/// the sliding window.
final class SlidingWindow implements RateLimitAlgorithm.Limit {

    /// Tolerates rounding of the share.
    private static final double TOLERANCE = 1e-9;

    private final int limit;
    private final long length;
    private final TimeMeter clock;
    private long start;
    private int current;
    private int previous;

    SlidingWindow(Rate rate, TimeMeter clock) {
        this.limit = rate.burst();
        this.length = rate.refillTime().toNanos();
        this.clock = clock;
        this.start = clock.currentTimeNanos();
    }

    @Override
    public synchronized Consumption tryConsume() {
        long now = clock.currentTimeNanos();
        advance(now);
        double remainingShare = 1 - (double) (now - start) / length;
        if (previous * remainingShare + current + 1 > limit + TOLERANCE) {
            return Consumption.rejected(nextToken() - now);
        }
        current++;
        return Consumption.granted();
    }

    @Override
    public synchronized void returnToken() {
        current = Math.max(0, current - 1);
    }

    private void advance(long now) {
        long windows = (now - start) / length;
        if (windows > 0) {
            previous = windows == 1 ? current : 0;
            current = 0;
            start += windows * length;
        }
    }

    private long nextToken() {
        return current < limit
                ? start + timeUntilCountsAs(previous, limit - 1 - current)
                : start + length + timeUntilCountsAs(current, limit - 1);
    }

    /// The time within a window until the count of the window before it has fallen to `share`.
    private long timeUntilCountsAs(int count, int share) {
        return (long) Math.ceil(length * (1 - (double) share / count));
    }
}
