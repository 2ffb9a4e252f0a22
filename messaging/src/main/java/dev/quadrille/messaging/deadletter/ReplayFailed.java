package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.deadletter.store.FailureClassification;
import dev.quadrille.messaging.reader.PartitionOffset;

/// Reports that an event fails during a replay. Rolls the replay back, so that it can be repeated
/// up to this event.
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
