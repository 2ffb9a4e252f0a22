package dev.quadrille.query.application.rebuild;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One rebuild of the whole read model from the log.
///
/// @param attempt the number of starts; 0 before the first one
/// @param startedAt the start of the last attempt
/// @param failure why the rebuild was abandoned; empty unless it was
public record Rebuild(
        UUID id,
        State state,
        int attempt,
        Tries tries,
        Progress progress,
        Instant requestedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> failure) {

    /// The state of a rebuild.
    public enum State {
        REQUESTED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isUnderWay() {
            return this == REQUESTED || this == RUNNING;
        }
    }

    /// Attempts without progress.
    ///
    /// @param inARow the number of consecutive attempts, this one included
    /// @param lastError how the previous attempt ended; empty if there was none
    public record Tries(int inARow, Optional<String> lastError) {}

    /// How much of the log was read.
    ///
    /// @param read events read by all attempts
    /// @param total events in the log when it was last checked
    /// @param readBefore events read by attempts before the last one
    public record Progress(long read, long total, long readBefore) {}
}
