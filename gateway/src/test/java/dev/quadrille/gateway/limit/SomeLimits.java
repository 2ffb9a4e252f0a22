package dev.quadrille.gateway.limit;

import java.time.Duration;

/// Limits for tests.
final class SomeLimits {

    static final BucketKey ALICE = new BucketKey(Limit.CUSTOMER, "alice");
    static final BucketKey BOB = new BucketKey(Limit.CUSTOMER, "bob");

    private SomeLimits() {}

    /// Two requests a second and three at once for everybody, with 100 buckets at most. Valkey may
    /// take its time: a machine under load is no fault of it.
    static RateLimits twoPerSecond() {
        Rate rate = new Rate(2, 3);
        return new RateLimits(
                rate,
                rate,
                rate,
                100,
                new RateLimits.Valkey("", Duration.ofMillis(250), Duration.ofMillis(10)));
    }

    /// As many for customers as a crowd can contend for, and time for all of it.
    static RateLimits hundredAtOnce() {
        Rate rate = new Rate(1, 100);
        return new RateLimits(
                rate,
                rate,
                rate,
                100,
                new RateLimits.Valkey("", Duration.ofSeconds(10), Duration.ofMillis(10)));
    }
}
