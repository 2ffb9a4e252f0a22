package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.LogPosition;

/// An event fails while its order is let go on; rolls back what was done so far, to be done again
/// up to this event.
final class StillFailing extends RuntimeException {

    private final LogPosition position;
    private final transient Cause why;

    StillFailing(LogPosition position, Cause why, RuntimeException failure) {
        super("an event fails still", failure);
        this.position = position;
        this.why = why;
    }

    boolean isAt(LogPosition other) {
        return position.equals(other);
    }

    Cause why() {
        return why;
    }
}
