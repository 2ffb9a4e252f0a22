package dev.quadrille.gateway.ratelimit.algorithm;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/// Rate-limiting algorithms. They differ in how they handle a burst; `docs/guide/rate-limits.md`
/// compares them.
public enum RateLimitAlgorithm {
    /// Forwards a burst at once, up to the capacity of the bucket.
    TOKEN_BUCKET {
        @Override
        public Limit newLimit(Rate rate, TimeMeter clock) {
            return new TokenBucket(rate, clock);
        }
    },

    /// Delays the requests of a burst, so that they are forwarded at a steady rate.
    LEAKY_BUCKET {
        @Override
        public Limit newLimit(Rate rate, TimeMeter clock) {
            return new LeakyBucket(rate, clock);
        }
    },

    /// Forwards a burst at once, and no more requests than the burst in any window.
    SLIDING_WINDOW {
        @Override
        public Limit newLimit(Rate rate, TimeMeter clock) {
            return new SlidingWindow(rate, clock);
        }
    };

    /// Creates the limit of one owner, who has made no request.
    public abstract Limit newLimit(Rate rate, TimeMeter clock);

    /// The rate limit of one owner.
    public interface Limit {

        /// Consumes a token if one is available.
        Consumption tryConsume();

        /// Returns a consumed token.
        void returnToken();
    }

    /// Bucket4j's token bucket.
    public record TokenBucket(Bucket bucket) implements Limit {

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
}
