package dev.quadrille.gateway.ratelimit;

import static io.github.bucket4j.distributed.ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Consumption;
import dev.quadrille.gateway.ratelimit.RateLimitProperties.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Token buckets in Valkey, updated with compare-and-swap.
final class ValkeyTokenBuckets implements SharedRateLimitsWithLocalFallback.SharedRateLimits {

    private static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /// Longer than the response timeout, because no request waits for a connection attempt.
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /// Reserved for the verification of a new connection; belongs to no client.
    private static final RateLimiter.Key PROBE =
            new RateLimiter.Key(RateLimiter.Kind.ANONYMOUS, "probe");

    /// Added to the refill time of a bucket before it expires, because the clocks of gateways
    /// differ.
    private static final Duration EXPIRY_MARGIN = Duration.ofSeconds(10);

    private final RateLimitProperties limits;
    private final TimeMeter clock;
    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile @Nullable LoadingCache<RateLimiter.Key, Bucket> buckets;

    /// @param clock the wall clock: gateways that share buckets need a common time
    ValkeyTokenBuckets(RateLimitProperties limits, String url, TimeMeter clock) {
        this.limits = limits;
        this.clock = clock;
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(CONNECT_TIMEOUT);
        this.client = RedisClient.create(uri);
        // The reconnect task replaces a broken connection. Until then each operation fails at once.
        client.setOptions(
                ClientOptions.builder()
                        .autoReconnect(false)
                        .socketOptions(
                                SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                        .build());
    }

    @Override
    public synchronized void reconnect() {
        disconnect();
        StatefulRedisConnection<String, byte[]> newConnection = client.connect(CODEC);
        connection = newConnection;
        buckets = bucketCache(proxyManager(newConnection));
        tryConsume(PROBE);
    }

    /// Caches one proxy per bucket, so that concurrent operations on a bucket are sent as one
    /// batch. Separate compare-and-swap updates would often conflict and retry.
    private LoadingCache<RateLimiter.Key, Bucket> bucketCache(ProxyManager<String> proxies) {
        return Caffeine.newBuilder()
                .maximumSize(limits.localBuckets())
                .expireAfterAccess(limits.longestRefillTime())
                .build(key ->
                        proxies.builder()
                                .withOptimization(Optimizations.batching())
                                .build(key.toString(), () -> configuration(limits.of(key.kind()))));
    }

    private static BucketConfiguration configuration(Rate rate) {
        return BucketConfiguration.builder().addLimit(rate.bandwidth()).build();
    }

    private ProxyManager<String> proxyManager(
            StatefulRedisConnection<String, byte[]> newConnection) {
        return Bucket4jLettuce.casBasedBuilder(newConnection)
                .clientClock(clock)
                .requestTimeout(limits.valkey().responseTimeout())
                .expirationAfterWrite(basedOnTimeForRefillingBucketUpToMax(EXPIRY_MARGIN))
                .build();
    }

    private void disconnect() {
        buckets = null;
        if (connection != null) {
            var _ = connection.closeAsync();
            connection = null;
        }
    }

    @Override
    public Consumption tryConsume(RateLimiter.Key key) {
        return new RateLimitAlgorithm.TokenBucket(bucket(key)).tryConsume();
    }

    @Override
    public void returnToken(RateLimiter.Key key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(RateLimiter.Key key) {
        LoadingCache<RateLimiter.Key, Bucket> shared = buckets;
        if (shared == null) {
            throw new IllegalStateException("Not connected to Valkey");
        }
        return shared.get(key);
    }

    @Override
    public void close() {
        client.close();
    }
}
