package dev.quadrille.gateway.ratelimit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway's own buckets, and behind them those that it shares with the others as long as Valkey
/// answers. Its own come first: what they refuse costs Valkey nothing, and they know what was taken
/// when they have to hold the limits alone. Whether Valkey is back is tried out beside the
/// requests, so that none waits for one that is gone.
final class SharedTokenBucketsWithLocalFallback implements TokenBuckets, AutoCloseable {

    private static final Logger LOG =
            LoggerFactory.getLogger(SharedTokenBucketsWithLocalFallback.class);

    /// One late answer is no reason to go on alone: it may be this gateway that was late.
    private static final int MISSED_IN_A_ROW = 3;

    private final TokenBuckets own;
    private final SharedTokenBuckets shared;
    private final Duration pause;
    private final ScheduledExecutorService trials =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("valkey-trial").factory());

    private final AtomicInteger missed = new AtomicInteger();
    private volatile boolean linked;
    private boolean lossTold;

    SharedTokenBucketsWithLocalFallback(
            TokenBuckets own, SharedTokenBuckets shared, Duration pause, MeterRegistry meters) {
        this.own = own;
        this.shared = shared;
        this.pause = pause;
        meters.gauge("quadrille.gateway.limits.shared", this, it -> it.isLinked() ? 1 : 0);
        tryOutIn(Duration.ZERO);
    }

    boolean isLinked() {
        return linked;
    }

    @Override
    public Consumption draw(TokenBucketKey key) {
        Consumption draw = own.draw(key);
        return draw.granted() ? shared(draw, it -> it.draw(key)) : draw;
    }

    @Override
    public void giveBack(TokenBucketKey key) {
        own.giveBack(key);
        shared(
                true,
                it -> {
                    it.giveBack(key);
                    return true;
                });
    }

    private <T> T shared(T otherwise, Function<TokenBuckets, T> question) {
        if (!linked) {
            return otherwise;
        }
        try {
            T answer = question.apply(shared);
            missed.set(0);
            return answer;
        } catch (RuntimeException noAnswer) {
            if (missed.incrementAndGet() >= MISSED_IN_A_ROW) {
                unlink(noAnswer);
            }
            return otherwise;
        }
    }

    private synchronized void unlink(RuntimeException cause) {
        if (linked) {
            linked = false;
            tellLoss(cause);
            tryOutIn(pause);
        }
    }

    private void tryOut() {
        try {
            shared.tryOut();
            link();
        } catch (RuntimeException stillAway) {
            tellLoss(stillAway);
            tryOutIn(pause);
        }
    }

    private synchronized void link() {
        linked = true;
        missed.set(0);
        lossTold = false;
        LOG.info("rate limits are shared with other gateways");
    }

    private synchronized void tellLoss(RuntimeException cause) {
        if (!lossTold) {
            LOG.warn("Valkey does not answer; rate limits are this gateway's own: {}", "" + cause);
        }
        lossTold = true;
    }

    private void tryOutIn(Duration delay) {
        if (!trials.isShutdown()) {
            var _ = trials.schedule(this::tryOut, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        trials.shutdownNow();
        // Ends when the last trial has.
        trials.close();
        shared.close();
    }
}
