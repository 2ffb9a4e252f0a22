package dev.quadrille.messaging.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the broker answered to deliveries that have ended.
final class SendResults {

    private final Map<Long, List<OutboxRow>> acknowledged = new TreeMap<>();
    private int failures;
    private boolean leavesMore;

    void add(Delivery delivery, List<OutboxRow> taken) {
        if (!taken.isEmpty()) {
            acknowledged.computeIfAbsent(delivery.epoch(), _ -> new ArrayList<>()).addAll(taken);
        }
        if (taken.size() < delivery.rows().size()) {
            // What is refused is tried again with the next look, not at once.
            failures++;
        } else {
            leavesMore |= delivery.leavesMore();
        }
    }

    /// The acknowledged rows, by the epoch under which they were sent.
    Map<Long, List<OutboxRow>> acknowledged() {
        return acknowledged;
    }

    /// How many deliveries were not taken as a whole.
    int failures() {
        return failures;
    }

    /// Whether there may be more to send at once.
    boolean leaveMore() {
        return leavesMore;
    }
}
