package dev.quadrille.gateway.ratelimit.bucket;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Distributed rate limiter with a local fallback: consumes a token from a local bucket first, then
/// from the shared one. A request that the local bucket rejects causes no load on Valkey, and the
/// local buckets are up to date when Valkey fails.
///
/// A circuit breaker skips Valkey after repeated failures. A background thread reconnects, so that
/// no request waits for an unavailable Valkey.
final class SharedTokenBucketsWithLocalFallback implements TokenBuckets, AutoCloseable {

    private static final Logger LOG =
            LoggerFactory.getLogger(SharedTokenBucketsWithLocalFallback.class);

    /// A single timeout does not open the circuit: a pause of this gateway may have caused it.
    private static final int FAILURE_THRESHOLD = 3;

    private final TokenBuckets local;
    private final SharedTokenBuckets shared;
    private final Duration reconnectInterval;
    private final ScheduledExecutorService reconnects =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("valkey-reconnect").factory());

    private final AtomicInteger consecutiveFailures = new AtomicInteger();
    private volatile boolean connected;
    private boolean outageLogged;

    SharedTokenBucketsWithLocalFallback(
            TokenBuckets local,
            SharedTokenBuckets shared,
            Duration reconnectInterval,
            MeterRegistry meters) {
        this.local = local;
        this.shared = shared;
        this.reconnectInterval = reconnectInterval;
        meters.gauge("quadrille.gateway.limits.shared", this, it -> it.isConnected() ? 1 : 0);
        scheduleReconnect(Duration.ZERO);
    }

    boolean isConnected() {
        return connected;
    }

    @Override
    public Consumption tryConsume(TokenBucketKey key) {
        Consumption consumption = local.tryConsume(key);
        return consumption.consumed()
                ? callShared(consumption, it -> it.tryConsume(key))
                : consumption;
    }

    @Override
    public void returnToken(TokenBucketKey key) {
        local.returnToken(key);
        callShared(
                true,
                it -> {
                    it.returnToken(key);
                    return true;
                });
    }

    private <T> T callShared(T fallback, Function<TokenBuckets, T> operation) {
        if (!connected) {
            return fallback;
        }
        try {
            T result = operation.apply(shared);
            consecutiveFailures.set(0);
            return result;
        } catch (RuntimeException failure) {
            if (consecutiveFailures.incrementAndGet() >= FAILURE_THRESHOLD) {
                markDisconnected(failure);
            }
            return fallback;
        }
    }

    private synchronized void markDisconnected(RuntimeException cause) {
        if (connected) {
            connected = false;
            logOutage(cause);
            scheduleReconnect(reconnectInterval);
        }
    }

    private void reconnect() {
        try {
            shared.reconnect();
            markConnected();
        } catch (RuntimeException unavailable) {
            logOutage(unavailable);
            scheduleReconnect(reconnectInterval);
        }
    }

    private synchronized void markConnected() {
        LOG.info("Valkey is available: rate limits are shared between gateways");
        consecutiveFailures.set(0);
        outageLogged = false;
        connected = true;
    }

    private synchronized void logOutage(RuntimeException cause) {
        if (!outageLogged) {
            LOG.warn(
                    "Valkey is unavailable: rate limits are local to this gateway: {}", "" + cause);
        }
        outageLogged = true;
    }

    private void scheduleReconnect(Duration delay) {
        if (!reconnects.isShutdown()) {
            var _ = reconnects.schedule(this::reconnect, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        reconnects.shutdownNow();
        // Waits for a reconnect in progress, which must not use the store after it is closed.
        reconnects.close();
        shared.close();
    }
}
