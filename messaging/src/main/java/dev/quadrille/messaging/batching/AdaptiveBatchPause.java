package dev.quadrille.messaging.batching;

import java.time.Duration;

/// Gives work time to gather between two rounds of whoever does it. A round costs much the same for
/// one fact as for twenty, so on a busy machine many small rounds starve each other.
///
/// The rest is as long as the round took, within bounds: short while the machine is quick, and
/// longer, with larger rounds, the busier it is. It comes after a round, never before one, so what
/// arrives in a quiet moment is handled at once.
public final class AdaptiveBatchPause {

    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(100);

    private long begun = System.nanoTime();

    /// A round begins now.
    public void begin() {
        begun = System.nanoTime();
    }

    /// Rests after the round.
    ///
    /// @throws InterruptedException if the thread is interrupted meanwhile
    public void rest() throws InterruptedException {
        Thread.sleep(restAfter(Duration.ofNanos(System.nanoTime() - begun)));
    }

    static Duration restAfter(Duration round) {
        return round.compareTo(SHORTEST) < 0
                ? SHORTEST
                : round.compareTo(LONGEST) > 0 ? LONGEST : round;
    }
}
