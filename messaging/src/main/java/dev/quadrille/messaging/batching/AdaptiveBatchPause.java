package dev.quadrille.messaging.batching;

import java.time.Duration;

/// Adaptive batching: pauses a background worker after each round so that work accumulates. A round
/// costs about the same for one event as for twenty, so on a busy machine many small rounds starve
/// each other.
///
/// The pause is as long as the round took, within bounds. It is short on an idle machine; under
/// load the pauses and the batches grow. The pause follows a round and never precedes one, so an
/// event that arrives at an idle worker is processed at once.
public final class AdaptiveBatchPause {

    private static final Duration MIN = Duration.ofMillis(5);
    private static final Duration MAX = Duration.ofMillis(100);

    private long startedAt = System.nanoTime();

    /// Marks the start of a round.
    public void start() {
        startedAt = System.nanoTime();
    }

    /// Pauses after the round.
    ///
    /// @throws InterruptedException if the thread is interrupted while it pauses
    public void pause() throws InterruptedException {
        Thread.sleep(pauseAfter(Duration.ofNanos(System.nanoTime() - startedAt)));
    }

    static Duration pauseAfter(Duration round) {
        return round.compareTo(MIN) < 0 ? MIN : round.compareTo(MAX) > 0 ? MAX : round;
    }
}
