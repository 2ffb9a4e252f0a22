package dev.quadrille.platform.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Log throttling: a frequent event is logged at once the first time, then once per interval with
/// the number of occurrences.
public final class LogThrottle {

    private final Duration pause;
    private final LongSupplier nanoTime;
    private boolean said;
    private long lastSaid;
    private long unsaid;

    /// @param nanoTime {@link System#nanoTime()} or a test clock
    public LogThrottle(Duration pause, LongSupplier nanoTime) {
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /// Counts one occurrence. Returns the number since the last log line, this one included, or 0
    /// if the interval has not passed.
    public synchronized long next() {
        long now = nanoTime.getAsLong();
        unsaid++;
        if (said && now - lastSaid < pause.toNanos()) {
            return 0;
        }
        said = true;
        lastSaid = now;
        long many = unsaid;
        unsaid = 0;
        return many;
    }
}
