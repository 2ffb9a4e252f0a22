package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.wire.RawRecord;
import java.time.Instant;
import java.util.UUID;

/// A dead letter: a record that could not be handled, and the cause. If it parks, later events with
/// the same key wait behind it.
record DeadLetter(UUID id, RawRecord record, String kind, String cause, Instant at, boolean parks) {

    /// The key of the record; never empty for a letter that parks.
    String key() {
        String key = record.key();
        return key == null ? "" : key;
    }
}
