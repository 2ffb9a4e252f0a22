package dev.quadrille.messaging.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The results of completed deliveries.
final class SendResults {

    private final Map<Long, List<OutboxRow>> acknowledged = new TreeMap<>();
    private int failures;
    private boolean hasMore;

    void add(Delivery delivery, List<OutboxRow> rows) {
        if (!rows.isEmpty()) {
            acknowledged.computeIfAbsent(delivery.epoch(), _ -> new ArrayList<>()).addAll(rows);
        }
        if (rows.size() < delivery.rows().size()) {
            // Rejected rows are retried at the next poll, not at once.
            failures++;
        } else {
            hasMore |= delivery.hasMore();
        }
    }

    /// The acknowledged rows, by the epoch under which they were sent.
    Map<Long, List<OutboxRow>> acknowledged() {
        return acknowledged;
    }

    int failures() {
        return failures;
    }

    boolean hasMore() {
        return hasMore;
    }
}
