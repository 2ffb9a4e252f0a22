package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.algorithm.Consumption;
import java.util.concurrent.atomic.AtomicInteger;

/// Shared rate limits that fail on demand.
final class FlakyRateLimits implements SharedRateLimitsWithLocalFallback.SharedRateLimits {

    private final RateLimits delegate;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger reconnects = new AtomicInteger();
    private volatile boolean failing;

    FlakyRateLimits(RateLimits delegate) {
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
    public Consumption tryConsume(RateLimits.Key key) {
        operations.incrementAndGet();
        failIfUnavailable();
        return delegate.tryConsume(key);
    }

    @Override
    public void returnToken(RateLimits.Key key) {
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
