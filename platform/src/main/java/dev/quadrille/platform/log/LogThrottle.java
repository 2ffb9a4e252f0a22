package dev.quadrille.platform.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Keeps what happens a hundred times a second from being said as often: the first is said at once,
/// and then one every so often, with how many there were.
public final class LogThrottle {

    private final Duration pause;
    private final LongSupplier nanoTime;
    private boolean said;
    private long lastSaid;
    private long unsaid;

    /// @param nanoTime as {@link System#nanoTime()} has it
    public LogThrottle(Duration pause, LongSupplier nanoTime) {
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /// Counts one more. How many there were since it was last said, this one included; 0 if it is
    /// too early to say it again.
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
