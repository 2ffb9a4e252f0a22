package dev.quadrille.gateway.ratelimit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Clock that a test advances.
public final class ManualClock implements TimeMeter {

    private final AtomicLong now = new AtomicLong();

    public void advance(Duration time) {
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
