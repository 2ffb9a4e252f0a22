package dev.quadrille.messaging.outbox;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rows that this replica has sent and the broker has acknowledged, by id, until the
/// transaction that deletes them has committed.
final class SentRows {

    private static final int MAX_DELETED_TOGETHER = 500;
    private static final int REMEMBERED = 10_000;

    private final Set<Long> undeleted = new LinkedHashSet<>();
    private final Set<Long> beingDeleted = new HashSet<>();
    private final Set<Long> acknowledged =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> it) {
                            return size() > REMEMBERED;
                        }
                    });

    synchronized void add(long id) {
        acknowledged.add(id);
        undeleted.add(id);
    }

    /// Whether the row was acknowledged, also after its deletion. The last 10,000 rows are known.
    synchronized boolean wasAcknowledged(long id) {
        return acknowledged.contains(id);
    }

    /// Whether the row may still be in the outbox.
    synchronized boolean contains(long id) {
        return undeleted.contains(id) || beingDeleted.contains(id);
    }

    synchronized boolean isEmpty() {
        return undeleted.isEmpty();
    }

    /// Takes the oldest rows, for deletion by the caller, who must report the end of the
    /// transaction with {@link #deleted} or {@link #restore}.
    synchronized List<Long> take() {
        List<Long> taken = undeleted.stream().limit(MAX_DELETED_TOGETHER).toList();
        taken.forEach(undeleted::remove);
        beingDeleted.addAll(taken);
        return taken;
    }

    synchronized void deleted(Collection<Long> ids) {
        ids.forEach(beingDeleted::remove);
    }

    synchronized void restore(Collection<Long> ids) {
        ids.forEach(beingDeleted::remove);
        undeleted.addAll(ids);
    }
}
