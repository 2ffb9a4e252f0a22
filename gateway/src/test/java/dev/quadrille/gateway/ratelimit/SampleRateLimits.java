package dev.quadrille.gateway.ratelimit;

import java.time.Duration;

/// Limits for tests.
final class SampleRateLimits {

    static final TokenBucketKey ALICE = new TokenBucketKey(RateLimitKind.CUSTOMER, "alice");
    static final TokenBucketKey BOB = new TokenBucketKey(RateLimitKind.CUSTOMER, "bob");

    private SampleRateLimits() {}

    /// Two requests a second and three at once for everybody, with 100 buckets at most. Valkey may
    /// take its time: a machine under load is no fault of it.
    static RateLimitProperties twoPerSecond() {
        Rate rate = new Rate(2, 3);
        return new RateLimitProperties(
                rate,
                rate,
                rate,
                100,
                new RateLimitProperties.Valkey("", Duration.ofMillis(250), Duration.ofMillis(10)));
    }

    /// As many for customers as a crowd can contend for, and time for all of it.
    static RateLimitProperties hundredAtOnce() {
        Rate rate = new Rate(1, 100);
        return new RateLimitProperties(
                rate,
                rate,
                rate,
                100,
                new RateLimitProperties.Valkey("", Duration.ofSeconds(10), Duration.ofMillis(10)));
    }
}
