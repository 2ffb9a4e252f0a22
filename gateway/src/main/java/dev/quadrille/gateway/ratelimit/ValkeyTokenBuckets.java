package dev.quadrille.gateway.ratelimit;

import static io.github.bucket4j.distributed.ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
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

/// TokenBuckets in Valkey.
final class ValkeyTokenBuckets implements SharedTokenBuckets {

    private static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /// To connect takes longer than to answer, and no request waits for it.
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    /// A bucket that is nobody's.
    private static final TokenBucketKey TRIAL =
            new TokenBucketKey(RateLimitKind.ANONYMOUS, "trial");

    /// Kept a moment longer than it takes to fill, for the clocks of gateways differ.
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final RateLimitProperties limits;
    private final TimeMeter clock;
    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile @Nullable LoadingCache<TokenBucketKey, Bucket> buckets;

    /// @param clock that of the wall, which gateways have in common
    ValkeyTokenBuckets(RateLimitProperties limits, String url, TimeMeter clock) {
        this.limits = limits;
        this.clock = clock;
        RedisURI address = RedisURI.create(url);
        address.setTimeout(CONNECT_LIMIT);
        this.client = RedisClient.create(address);
        // A connection that broke is replaced by the next trial; whoever asks before is told at
        // once.
        client.setOptions(
                ClientOptions.builder()
                        .autoReconnect(false)
                        .socketOptions(
                                SocketOptions.builder().connectTimeout(CONNECT_LIMIT).build())
                        .build());
    }

    @Override
    public synchronized void tryOut() {
        disconnect();
        StatefulRedisConnection<String, byte[]> fresh = client.connect(CODEC);
        connection = fresh;
        buckets = on(proxies(fresh));
        draw(TRIAL);
    }

    /// Each is one object for all who ask at the same time, so that their questions go together: a
    /// bucket is read and written back unless somebody else was faster, and many would be too slow.
    private LoadingCache<TokenBucketKey, Bucket> on(ProxyManager<String> proxies) {
        return Caffeine.newBuilder()
                .maximumSize(limits.localBuckets())
                .expireAfterAccess(limits.longestTimeToFill())
                .build(key ->
                        proxies.builder()
                                .withOptimization(Optimizations.batching())
                                .build(key.toString(), () -> limits.of(key.limit()).bucket()));
    }

    private ProxyManager<String> proxies(StatefulRedisConnection<String, byte[]> fresh) {
        return Bucket4jLettuce.casBasedBuilder(fresh)
                .clientClock(clock)
                .requestTimeout(limits.valkey().answerLimit())
                .expirationAfterWrite(basedOnTimeForRefillingBucketUpToMax(MARGIN))
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
    public Consumption draw(TokenBucketKey key) {
        return Consumption.of(bucket(key).tryConsumeAndReturnRemaining(1));
    }

    @Override
    public void giveBack(TokenBucketKey key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(TokenBucketKey key) {
        LoadingCache<TokenBucketKey, Bucket> shared = buckets;
        if (shared == null) {
            throw new IllegalStateException("not connected");
        }
        return shared.get(key);
    }

    @Override
    public void close() {
        client.close();
    }
}
