package dev.quadrille.gateway.ratelimit;

import java.util.concurrent.atomic.AtomicInteger;

/// Shared buckets that can be out of reach.
final class UnreachableTokenBuckets implements SharedTokenBuckets {

    private final TokenBuckets buckets;
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger trials = new AtomicInteger();
    private volatile boolean away;

    UnreachableTokenBuckets(TokenBuckets buckets) {
        this.buckets = buckets;
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    int questions() {
        return questions.get();
    }

    int trials() {
        return trials.get();
    }

    @Override
    public void tryOut() {
        trials.incrementAndGet();
        answer();
    }

    @Override
    public Consumption draw(TokenBucketKey key) {
        questions.incrementAndGet();
        answer();
        return buckets.draw(key);
    }

    @Override
    public void giveBack(TokenBucketKey key) {
        questions.incrementAndGet();
        answer();
        buckets.giveBack(key);
    }

    private void answer() {
        if (away) {
            throw new IllegalStateException("away");
        }
    }

    @Override
    public void close() {}
}
