package dev.quadrille.messaging.relay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The oldest rows of one destination, and whether it may have more.
record RelayBatch(Destination destination, List<OutboxRow> rows, boolean mayHaveMore) {

    RelayBatch {
        rows = List.copyOf(rows);
    }

    /// The rows that can be sent together: one per key. With two rows of a key in flight, the first
    /// could fail and the second be stored, which would reverse their order. Rows without a key
    /// have no order to preserve.
    List<OutboxRow> sendable() {
        List<OutboxRow> sendable = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (OutboxRow row : rows) {
            String key = row.outgoing().key();
            if (key == null || keys.add(key)) {
                sendable.add(row);
            }
        }
        return sendable;
    }
}
