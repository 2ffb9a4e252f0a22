package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.RateLimitProperties.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/// Rate-limiting algorithms. They differ in how they handle a burst; `docs/guide/rate-limits.md`
/// compares them.
enum RateLimitAlgorithm {
    /// Forwards a burst at once, up to the capacity of the bucket.
    TOKEN_BUCKET {
        @Override
        Limit newLimit(Rate rate, TimeMeter clock) {
            return new TokenBucket(rate, clock);
        }
    },

    /// Delays the requests of a burst, so that they are forwarded at a steady rate.
    LEAKY_BUCKET {
        @Override
        Limit newLimit(Rate rate, TimeMeter clock) {
            return new LeakyBucket(rate, clock);
        }
    },

    /// Forwards a burst at once, and no more requests than the burst in any window.
    SLIDING_WINDOW {
        @Override
        Limit newLimit(Rate rate, TimeMeter clock) {
            return new SlidingWindow(rate, clock);
        }
    };

    /// Creates the limit of one owner without earlier requests.
    abstract Limit newLimit(Rate rate, TimeMeter clock);

    /// The rate limit of one owner.
    interface Limit {

        /// Consumes a token if one is available.
        Consumption tryConsume();

        /// Returns a consumed token.
        void returnToken();
    }

    /// Result of an attempt to consume a token.
    ///
    /// @param delay how long the request must wait before it proceeds, if a token was consumed
    /// @param untilRefill time until the next token, if none was available
    record Consumption(boolean consumed, Duration delay, Duration untilRefill) {

        static Consumption granted() {
            return new Consumption(true, Duration.ZERO, Duration.ZERO);
        }

        static Consumption grantedAfter(long nanos) {
            return new Consumption(true, Duration.ofNanos(nanos), Duration.ZERO);
        }

        static Consumption rejected(long nanosUntilRefill) {
            return new Consumption(false, Duration.ZERO, Duration.ofNanos(nanosUntilRefill));
        }
    }

    /// Bucket4j's token bucket.
    record TokenBucket(Bucket bucket) implements Limit {

        TokenBucket(Rate rate, TimeMeter clock) {
            this(
                    Bucket.builder()
                            .withCustomTimePrecision(clock)
                            .addLimit(rate.bandwidth())
                            .build());
        }

        @Override
        public Consumption tryConsume() {
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            return probe.isConsumed()
                    ? Consumption.granted()
                    : Consumption.rejected(probe.getNanosToWaitForRefill());
        }

        @Override
        public void returnToken() {
            bucket.addTokens(1);
        }
    }

    /// Leaky bucket as a queue: requests leave at a steady rate. A request that would overflow the
    /// bucket is rejected.
    private static final class LeakyBucket implements Limit {

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

    /// Sliding-window counter: permits as many requests as the burst within the refill time. It
    /// keeps two counts instead of a log: the previous window counts by the share of it that is
    /// still inside the sliding window.
    private static final class SlidingWindow implements Limit {

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
}
