package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.wire.RawRecord;
import java.time.Instant;
import java.util.UUID;

/// A record that could not be handled, and why.
///
/// @param kind of the cause, as {@link FailureClassification.Kind#word} has it
/// @param parks whether later events with its key wait for it
record DeadLetter(UUID id, RawRecord record, String kind, String cause, Instant at, boolean parks) {

    /// The topic and key, of which the key of one that parks is always there.
    String key() {
        String key = record.key();
        return key == null ? "" : key;
    }
}
