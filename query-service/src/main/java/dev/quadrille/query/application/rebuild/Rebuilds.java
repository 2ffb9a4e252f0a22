package dev.quadrille.query.application.rebuild;

import java.util.Optional;

/// All rebuilds that were ever asked for, of which one at most is under way. What a process writes
/// about an attempt it writes only as long as nobody has begun another one; else {@link Overtaken}
/// is thrown, and its transaction rolls back.
public interface Rebuilds {

    /// Notes that a rebuild is wanted. Returns whether there was none under way.
    boolean request();

    Optional<Rebuild> latest();

    /// How many have come to serve.
    int generation();

    /// Begins an attempt at the rebuild that is under way, if there is one, whether or not somebody
    /// began before.
    Optional<Rebuild> begin();

    void advance(Rebuild attempt, long eventsRead, long eventsTotal);

    void finish(Rebuild attempt);

    void fail(Rebuild attempt, String why);

    /// Another process has begun the rebuild anew.
    final class Overtaken extends RuntimeException {
        public Overtaken() {
            super("another process has begun the rebuild anew");
        }
    }
}
