package dev.quadrille.query.application.rebuild;

import java.util.Optional;

/// All rebuilds that were ever requested, at most one of which is in progress. A process writes
/// about an attempt only while the rebuild is running and no later attempt has begun; otherwise
/// {@link Overtaken} is thrown and its transaction rolls back.
public interface Rebuilds {

    /// Requests a rebuild. Returns whether none was in progress.
    boolean request();

    /// Cancels the rebuild in progress, on any replica. Returns whether there was one.
    boolean cancel();

    boolean isUnderWay();

    Optional<Rebuild> latest();

    /// The number of completed rebuilds.
    int generation();

    /// Begins an attempt at the rebuild in progress, if there is one and its next attempt is due,
    /// even if another process has begun one before. The pauses between attempts without progress
    /// increase.
    Optional<Rebuild> begin();

    void advance(Rebuild attempt, long eventsRead, long eventsTotal);

    /// Ends the attempt; another one follows after a pause. Does nothing if the attempt is not the
    /// current one.
    void endInError(Rebuild attempt, String error);

    /// Ends the attempt for an external reason; another one follows at once. Does nothing if the
    /// attempt is not the current one.
    void release(Rebuild attempt);

    void finish(Rebuild attempt);

    void fail(Rebuild attempt, String why);

    /// The attempt is not the current one.
    final class Overtaken extends RuntimeException {
        public Overtaken() {
            super("the rebuild was cancelled, or another process has begun a later attempt");
        }
    }
}
