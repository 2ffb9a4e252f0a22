package dev.quadrille.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;

/// Buckets in the memory of this gateway. One that has had time to fill is forgotten; of too many,
/// those that are least asked for are, so that a flood of new addresses drives out its own.
final class LocalBuckets implements Buckets {

    private final RateLimits limits;
    private final TimeMeter clock;
    private final Cache<BucketKey, Bucket> buckets;

    LocalBuckets(RateLimits limits, TimeMeter clock) {
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
    public Draw draw(BucketKey key) {
        return Draw.of(bucket(key).tryConsumeAndReturnRemaining(1));
    }

    @Override
    public void giveBack(BucketKey key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(BucketKey key) {
        return buckets.get(key, this::full);
    }

    private Bucket full(BucketKey key) {
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
