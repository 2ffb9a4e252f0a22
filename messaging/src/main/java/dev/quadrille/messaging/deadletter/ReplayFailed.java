package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.deadletter.store.FailureClassification;

/// An event failed during a replay. Rolls back, so that the replay is repeated up to this event.
final class ReplayFailed extends RuntimeException {

    private final PartitionOffset position;
    private final transient FailureClassification classification;

    ReplayFailed(
            PartitionOffset position,
            FailureClassification classification,
            RuntimeException failure) {
        super("replay failed at " + position, failure);
        this.position = position;
        this.classification = classification;
    }

    boolean isAt(PartitionOffset other) {
        return position.equals(other);
    }

    FailureClassification classification() {
        return classification;
    }
}
