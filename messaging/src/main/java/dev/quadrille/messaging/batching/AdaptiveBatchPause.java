package dev.quadrille.messaging.batching;

import java.time.Duration;

/// Adaptive batching: pauses a background worker after each round so that work accumulates, because
/// a round costs about the same for one event as for twenty. The pause is as long as the round
/// took, within bounds: short on an idle machine, longer under load. It follows a round and never
/// precedes one, so an event that arrives at an idle worker is processed at once.
///
/// Decision record: `docs/decisions/0011-pace.md`.
public final class AdaptiveBatchPause {

    private static final Duration MIN = Duration.ofMillis(5);
    private static final Duration MAX = Duration.ofMillis(100);

    private long startedAt = System.nanoTime();

    public void start() {
        startedAt = System.nanoTime();
    }

    public void pause() throws InterruptedException {
        Thread.sleep(pauseAfter(Duration.ofNanos(System.nanoTime() - startedAt)));
    }

    static Duration pauseAfter(Duration round) {
        return round.compareTo(MIN) < 0 ? MIN : round.compareTo(MAX) > 0 ? MAX : round;
    }
}
