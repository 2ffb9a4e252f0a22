package dev.quadrille.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;

/// TokenBuckets in the memory of this gateway. One that has had time to fill is forgotten; of too
/// many, those that are least asked for are, so that a flood of new addresses drives out its own.
final class LocalTokenBuckets implements TokenBuckets {

    private final RateLimitProperties limits;
    private final TimeMeter clock;
    private final Cache<TokenBucketKey, Bucket> buckets;

    LocalTokenBuckets(RateLimitProperties limits, TimeMeter clock) {
        this.limits = limits;
        this.clock = clock;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(limits.localBuckets())
                        .expireAfterAccess(limits.longestTimeToFill())
                        .ticker(clock::currentTimeNanos)
                        .build();
    }

    @Override
    public Consumption draw(TokenBucketKey key) {
        return Consumption.of(bucket(key).tryConsumeAndReturnRemaining(1));
    }

    @Override
    public void giveBack(TokenBucketKey key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(TokenBucketKey key) {
        return buckets.get(key, this::full);
    }

    private Bucket full(TokenBucketKey key) {
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(clock);
        for (var bandwidth : limits.of(key.limit()).bucket().getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return bucket.build();
    }

    /// How many there are, once those that are too many or too old are gone.
    long count() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
