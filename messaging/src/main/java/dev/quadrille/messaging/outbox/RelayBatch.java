package dev.quadrille.messaging.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The oldest rows of one destination, as many as may be read at once.
///
/// @param mayHaveMore whether the destination may have rows beyond these
record RelayBatch(Destination destination, List<OutboxRow> rows, boolean mayHaveMore) {

    RelayBatch {
        rows = List.copyOf(rows);
    }

    /// The rows that may be sent together: one a key, because if two of a key were under way, the
    /// first could fail and the second arrive. Rows without a key have no order to keep.
    List<OutboxRow> turn() {
        List<OutboxRow> turn = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (OutboxRow row : rows) {
            String key = row.outgoing().key();
            if (key == null || keys.add(key)) {
                turn.add(row);
            }
        }
        return turn;
    }
}
