package dev.quadrille.messaging.outbox;

import java.util.List;

/// A row that was just appended.
///
/// @param earlier the ids of earlier rows of the same key that were in the outbox at that time
record AppendedRow(OutboxRow row, List<Long> earlier) {

    String topic() {
        return row.destination().topic();
    }

    long id() {
        return row.id();
    }
}
