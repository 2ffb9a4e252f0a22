package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.RateLimitProperties.Rate;
import java.time.Duration;

/// Rate limits for tests.
final class SampleRateLimits {

    static final RateLimiter.Key ALICE = new RateLimiter.Key(RateLimiter.Kind.CUSTOMER, "alice");
    static final RateLimiter.Key BOB = new RateLimiter.Key(RateLimiter.Kind.CUSTOMER, "bob");

    private SampleRateLimits() {}

    /// Two requests per second with a burst of three, and at most 100 buckets. The long timeout of
    /// Valkey tolerates a machine under load.
    static RateLimitProperties twoPerSecond() {
        Rate rate = new Rate(2, 3);
        return new RateLimitProperties(
                RateLimitAlgorithm.TOKEN_BUCKET,
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
                RateLimitAlgorithm.TOKEN_BUCKET,
                rate,
                rate,
                rate,
                100,
                new RateLimitProperties.Valkey("", Duration.ofSeconds(10), Duration.ofMillis(10)));
    }
}
