package dev.quadrille.query.application.rebuild;

import java.util.Optional;

/// All rebuilds that were ever asked for, of which one at most is under way. What a process writes
/// about an attempt it writes only as long as the rebuild runs and no later attempt has begun; else
/// {@link Overtaken} is thrown, and its transaction rolls back.
public interface Rebuilds {

    /// Notes that a rebuild is wanted. Returns whether there was none under way.
    boolean request();

    /// Ends the rebuild that is under way, on any replica. Returns whether there was one.
    boolean cancel();

    boolean isUnderWay();

    Optional<Rebuild> latest();

    /// How many have come to serve.
    int generation();

    /// Begins an attempt at the rebuild that is under way, if there is one and its next attempt is
    /// due, whether or not another process began before. After attempts that came no further the
    /// pauses grow.
    Optional<Rebuild> begin();

    void advance(Rebuild attempt, long eventsRead, long eventsTotal);

    /// Ends the attempt, to be followed by another one after a pause. Does nothing if it is not the
    /// current one.
    void endInError(Rebuild attempt, String error);

    /// Ends the attempt for a reason outside of it, to be followed by another one at once. Does
    /// nothing if it is not the current one.
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
