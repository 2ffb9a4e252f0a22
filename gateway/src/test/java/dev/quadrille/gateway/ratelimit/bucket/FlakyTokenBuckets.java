package dev.quadrille.gateway.ratelimit.bucket;

import java.util.concurrent.atomic.AtomicInteger;

/// Shared token buckets that fail on demand.
final class FlakyTokenBuckets implements SharedTokenBuckets {

    private final TokenBuckets delegate;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger reconnects = new AtomicInteger();
    private volatile boolean failing;

    FlakyTokenBuckets(TokenBuckets delegate) {
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
    public Consumption tryConsume(TokenBucketKey key) {
        operations.incrementAndGet();
        failIfUnavailable();
        return delegate.tryConsume(key);
    }

    @Override
    public void returnToken(TokenBucketKey key) {
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
