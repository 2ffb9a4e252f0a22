package dev.quadrille.messaging.outbox;

import java.time.Duration;

/// How the relay behaves where nothing tells it to act.
final class RelaySettings {

    /// How often an active relay looks for rows of other replicas, and a passive one for a lease
    /// that has become free.
    static final Duration IDLE_LOOK = Duration.ofMillis(100);

    private RelaySettings() {}
}
