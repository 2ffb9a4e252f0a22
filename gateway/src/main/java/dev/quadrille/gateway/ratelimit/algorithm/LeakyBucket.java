package dev.quadrille.gateway.ratelimit.algorithm;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/// Leaky bucket as a queue: requests leave at a steady rate. A request that would overflow the
/// bucket is rejected.
final class LeakyBucket implements RateLimitAlgorithm.Limit {

    private final long interval;
    private final long longestDelay;
    private final TimeMeter clock;

    /// The time at which the next request may proceed.
    private long next;

    LeakyBucket(Rate rate, TimeMeter clock) {
        this.interval = Duration.ofSeconds(1).dividedBy(rate.perSecond()).toNanos();
        this.longestDelay = interval * (rate.burst() - 1);
        this.clock = clock;
        this.next = clock.currentTimeNanos();
    }

    @Override
    public synchronized Consumption tryConsume() {
        long now = clock.currentTimeNanos();
        long delay = Math.max(0, next - now);
        if (delay > longestDelay) {
            return Consumption.rejected(delay - longestDelay);
        }
        next = now + delay + interval;
        return Consumption.grantedAfter(delay);
    }

    @Override
    public synchronized void returnToken() {
        next -= interval;
    }
}
