package dev.quadrille.gateway.ratelimit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Goes on when it is told to.
final class ManualClock implements TimeMeter {

    private final AtomicLong now = new AtomicLong();

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return now.get();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
