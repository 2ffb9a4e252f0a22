package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Consumption;
import java.util.concurrent.atomic.AtomicInteger;

/// Shared rate limits that fail on demand.
final class FlakyRateLimits implements SharedRateLimitsWithLocalFallback.SharedRateLimits {

    private final RateLimiter.Store delegate;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger reconnects = new AtomicInteger();
    private volatile boolean failing;

    FlakyRateLimits(RateLimiter.Store delegate) {
        this.delegate = delegate;
    }

    void fail() {
        failing = true;
    }

    void recover() {
        failing = false;
    }

    int operations() {
        return operations.get();
    }

    int reconnects() {
        return reconnects.get();
    }

    @Override
    public void reconnect() {
        reconnects.incrementAndGet();
        failIfUnavailable();
    }

    @Override
    public Consumption tryConsume(RateLimiter.Key key) {
        operations.incrementAndGet();
        failIfUnavailable();
        return delegate.tryConsume(key);
    }

    @Override
    public void returnToken(RateLimiter.Key key) {
        operations.incrementAndGet();
        failIfUnavailable();
        delegate.returnToken(key);
    }

    private void failIfUnavailable() {
        if (failing) {
            throw new IllegalStateException("no response");
        }
    }

    @Override
    public void close() {}
}
