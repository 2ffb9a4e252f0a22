package dev.quadrille.gateway.ratelimit.bucket;

import java.time.Duration;

/// Rate limits for tests.
final class SampleRateLimits {

    static final TokenBucketKey ALICE = new TokenBucketKey(RateLimitKind.CUSTOMER, "alice");
    static final TokenBucketKey BOB = new TokenBucketKey(RateLimitKind.CUSTOMER, "bob");

    private SampleRateLimits() {}

    /// Two requests per second with a burst of three, and at most 100 buckets. The long timeout of
    /// Valkey tolerates a machine under load.
    static RateLimitProperties twoPerSecond() {
        Rate rate = new Rate(2, 3);
        return new RateLimitProperties(
                rate,
                rate,
                rate,
                100,
                new RateLimitProperties.Valkey("", Duration.ofMillis(250), Duration.ofMillis(10)));
    }

    /// A burst large enough for concurrent requests to contend for it.
    static RateLimitProperties burstOfHundred() {
        Rate rate = new Rate(1, 100);
        return new RateLimitProperties(
                rate,
                rate,
                rate,
                100,
                new RateLimitProperties.Valkey("", Duration.ofSeconds(10), Duration.ofMillis(10)));
    }
}
