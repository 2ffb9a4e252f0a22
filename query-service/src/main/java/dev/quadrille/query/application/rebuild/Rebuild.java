package dev.quadrille.query.application.rebuild;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One building of the whole read model from the log.
///
/// @param attempt how often it was started; 0 before the first time
/// @param startedAt the last attempt
/// @param failure why it was given up; empty unless it was
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

    /// How far a rebuild is.
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

    /// Attempts that came no further than the one before.
    ///
    /// @param inARow this one included
    /// @param lastError how the attempt before this one ended; empty if there was none
    public record Tries(int inARow, Optional<String> lastError) {}

    /// How much of the log was read.
    ///
    /// @param read events, by all attempts
    /// @param total events that stood in the log when this was last looked at
    /// @param readBefore events, by earlier attempts than the last
    public record Progress(long read, long total, long readBefore) {}
}
