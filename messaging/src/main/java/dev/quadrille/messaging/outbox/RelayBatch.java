package dev.quadrille.messaging.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/// The oldest rows of one destination, and whether it may have more.
record RelayBatch(Destination destination, List<OutboxRow> rows, boolean mayHaveMore) {

    RelayBatch {
        rows = List.copyOf(rows);
    }

    /// The rows that can be sent together: one per key. With two rows of a key in flight, the first
    /// could fail and the second be stored, which would reverse their order. Rows without a key
    /// have no order to preserve.
    ///
    /// @param isHandled whether this replica has the row in flight by itself, which occupies its
    ///   key
    List<OutboxRow> sendable(LongPredicate isHandled) {
        List<OutboxRow> sendable = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (OutboxRow row : rows) {
            String key = row.key();
            if ((key == null || keys.add(key)) && !isHandled.test(row.id())) {
                sendable.add(row);
            }
        }
        return sendable;
    }
}
