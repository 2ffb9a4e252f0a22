package dev.quadrille.gateway.ratelimit.bucket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;

/// Token buckets in the memory of this gateway. A bucket is evicted after its refill time without
/// use. If there are too many, the least used are evicted first: a flood of new addresses mainly
/// evicts its own buckets.
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
                        .expireAfterAccess(limits.longestRefillTime())
                        .ticker(clock::currentTimeNanos)
                        .build();
    }

    @Override
    public Consumption tryConsume(TokenBucketKey key) {
        return Consumption.of(bucket(key).tryConsumeAndReturnRemaining(1));
    }

    @Override
    public void returnToken(TokenBucketKey key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(TokenBucketKey key) {
        return buckets.get(key, this::newBucket);
    }

    private Bucket newBucket(TokenBucketKey key) {
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(clock);
        for (var bandwidth : limits.of(key.kind()).bucketConfiguration().getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return bucket.build();
    }

    /// The number of buckets after pending evictions.
    long count() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
