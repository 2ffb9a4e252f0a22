package dev.quadrille.messaging.outbox;

import java.time.Duration;
import java.util.Optional;

/// Exponential backoff: the pause doubles with each consecutive failure, up to a maximum.
final class DestinationBackoff {

    private final Duration first;
    private final Duration max;
    private Duration current = Duration.ZERO;

    DestinationBackoff(Duration first, Duration max) {
        this.first = first;
        this.max = max;
    }

    void succeed() {
        current = Duration.ZERO;
    }

    void fail() {
        Duration doubled = current.isZero() ? first : current.multipliedBy(2);
        current = doubled.compareTo(max) < 0 ? doubled : max;
    }

    /// The current pause; empty after a success.
    Optional<Duration> pause() {
        return current.isZero() ? Optional.empty() : Optional.of(current);
    }
}
