package dev.quadrille.query.application.rebuild;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One building of the whole read model from the log.
///
/// @param attempt how often it was started; 0 before the first time
/// @param eventsRead by the last attempt
/// @param eventsTotal that stood in the log when this was last looked at
/// @param startedAt the last attempt
/// @param failure why it was given up; empty unless it was
public record Rebuild(
        UUID id,
        State state,
        int attempt,
        long eventsRead,
        long eventsTotal,
        Instant requestedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> failure) {

    /// How far a rebuild is.
    public enum State {
        REQUESTED,
        RUNNING,
        DONE,
        FAILED;

        public boolean isUnderWay() {
            return this == REQUESTED || this == RUNNING;
        }
    }
}
