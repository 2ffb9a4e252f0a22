package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.reader.PartitionOffset;

/// An event fails while its order is let go on; rolls back what was done so far, to be done again
/// up to this event.
final class ReplayFailed extends RuntimeException {

    private final PartitionOffset position;
    private final transient FailureClassification why;

    ReplayFailed(PartitionOffset position, FailureClassification why, RuntimeException failure) {
        super("an event fails still", failure);
        this.position = position;
        this.why = why;
    }

    boolean isAt(PartitionOffset other) {
        return position.equals(other);
    }

    FailureClassification why() {
        return why;
    }
}
