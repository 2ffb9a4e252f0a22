package dev.quadrille.messaging.outbox;

import java.time.Duration;
import java.util.Optional;

/// Pauses that double with each failure in a row, up to a longest one.
final class DestinationBackoff {

    private final Duration first;
    private final Duration longest;
    private Duration current = Duration.ZERO;

    DestinationBackoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    void succeed() {
        current = Duration.ZERO;
    }

    void fail() {
        Duration doubled = current.isZero() ? first : current.multipliedBy(2);
        current = doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /// How long to wait; empty if nothing has failed.
    Optional<Duration> pause() {
        return current.isZero() ? Optional.empty() : Optional.of(current);
    }
}
