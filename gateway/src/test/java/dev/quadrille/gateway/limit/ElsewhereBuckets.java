package dev.quadrille.gateway.limit;

import java.util.concurrent.atomic.AtomicInteger;

/// Shared buckets that can be out of reach.
final class ElsewhereBuckets implements SharedBuckets {

    private final Buckets buckets;
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger trials = new AtomicInteger();
    private volatile boolean away;

    ElsewhereBuckets(Buckets buckets) {
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
    public Draw draw(BucketKey key) {
        questions.incrementAndGet();
        answer();
        return buckets.draw(key);
    }

    @Override
    public void giveBack(BucketKey key) {
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
