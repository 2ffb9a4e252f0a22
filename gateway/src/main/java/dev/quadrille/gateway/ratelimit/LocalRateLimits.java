package dev.quadrille.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Consumption;
import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Limit;
import io.github.bucket4j.TimeMeter;

/// Rate limits in the memory of this gateway. A limit is evicted after its refill time without use.
/// If there are too many, the least used are evicted first: a flood of new addresses mainly evicts
/// its own limits.
final class LocalRateLimits implements RateLimiter.Store {

    private final RateLimitProperties properties;
    private final TimeMeter clock;
    private final Cache<RateLimiter.Key, Limit> limits;

    LocalRateLimits(RateLimitProperties properties, TimeMeter clock) {
        this.properties = properties;
        this.clock = clock;
        this.limits =
                Caffeine.newBuilder()
                        .maximumSize(properties.localBuckets())
                        .expireAfterAccess(properties.longestMemory())
                        .ticker(clock::currentTimeNanos)
                        .build();
    }

    @Override
    public Consumption tryConsume(RateLimiter.Key key) {
        return limit(key).tryConsume();
    }

    @Override
    public void returnToken(RateLimiter.Key key) {
        limit(key).returnToken();
    }

    private Limit limit(RateLimiter.Key key) {
        return limits.get(
                key, it -> properties.algorithm().newLimit(properties.of(it.kind()), clock));
    }

    /// The number of limits after pending evictions.
    long count() {
        limits.cleanUp();
        return limits.estimatedSize();
    }
}
