package dev.quadrille.messaging.deadletter.parking;

import dev.quadrille.messaging.AfterCommit;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.deadletter.store.DeadLetterMetrics;
import dev.quadrille.messaging.deadletter.store.DeadLetterTable;
import dev.quadrille.messaging.deadletter.store.DeadLetterWriter;
import dev.quadrille.messaging.deadletter.store.FailureClassification;
import dev.quadrille.messaging.deadletter.store.ParkedEvents;
import dev.quadrille.messaging.wire.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Parking lot in front of the handler of one subscription. A record that can never be handled
/// becomes a dead letter, an event of a parked order is parked, and every other event is admitted.
///
/// While no order of the topic is parked, the filter does not query the database. Only the owner of
/// a partition parks its orders, so querying again after each assignment is enough. A zombie
/// consumer may park an order unknown to its successor. The successor has handled that event, so
/// replaying the letter is a no-op. Not thread-safe.
public final class ParkedOrderFilter {

    private final String topic;
    private final DeadLetterTable deadLetters;
    private final ParkedEvents parked;
    private final DeadLetterWriter writer;
    private final DeadLetterMetrics metrics;
    private boolean mayBeParked = true;

    ParkedOrderFilter(
            String topic,
            DeadLetterTable deadLetters,
            ParkedEvents parked,
            DeadLetterWriter writer,
            DeadLetterMetrics metrics) {
        this.topic = topic;
        this.deadLetters = deadLetters;
        this.parked = parked;
        this.writer = writer;
        this.metrics = metrics;
    }

    /// Previous owners of the assigned partitions may have parked orders.
    public void partitionsAssigned() {
        mayBeParked = true;
    }

    /// Parks or writes as dead letters, in the current transaction, the records that must not be
    /// handled, and returns the events that may be handled.
    public <E> List<EventEnvelope<E>> admit(List<ConsumedRecord<E>> batch) {
        Map<String, PartitionOffset> parkedKeys = parkedKeys(batch);
        List<EventEnvelope<E>> admitted = new ArrayList<>();
        for (ConsumedRecord<E> consumed : batch) {
            PartitionOffset parkedBy =
                    consumed.isEvent() ? parkedKeys.get(consumed.record().key()) : null;
            if (parkedBy != null) {
                park(consumed.raw(), parkedBy);
            } else if (consumed.failure().isPresent()) {
                writeDeadLetter(consumed, consumed.failure().get(), parkedKeys);
            } else {
                admitted.add(consumed.event().orElseThrow());
            }
        }
        return admitted;
    }

    private Map<String, PartitionOffset> parkedKeys(List<? extends ConsumedRecord<?>> batch) {
        // A separate query without locks: it sees that an order is parked even while it is
        // replayed.
        mayBeParked = mayBeParked && deadLetters.parksAny(topic);
        return mayBeParked
                ? deadLetters.parkedKeys(
                        topic,
                        batch.stream()
                                .filter(ConsumedRecord::isEvent)
                                .map(it -> it.record().key())
                                .toList())
                : new HashMap<>();
    }

    /// An event that precedes the dead letter in the log was handled before it, or discarded.
    private void park(RawRecord record, PartitionOffset parkedBy) {
        boolean comesLater =
                record.position().partition() != parkedBy.partition()
                        || record.position().offset() > parkedBy.offset();
        boolean added = comesLater && parked.park(record);
        AfterCommit.run(() -> {
            if (added) {
                metrics.parked(topic);
            } else {
                metrics.repeated(topic);
            }
        });
    }

    private void writeDeadLetter(
            ConsumedRecord<?> consumed,
            RuntimeException failure,
            Map<String, PartitionOffset> parkedKeys) {
        RawRecord record = consumed.raw();
        FailureClassification cause = FailureClassification.of(failure).orElseThrow(() -> failure);
        boolean parks = cause.kind().parks();
        // Also if the letter is not new: then another consumer has written it, and the order is
        // parked.
        mayBeParked = mayBeParked || parks;
        if (writer.write(record, cause) && parks) {
            parkedKeys.put(consumed.record().key(), record.position());
        }
    }
}
