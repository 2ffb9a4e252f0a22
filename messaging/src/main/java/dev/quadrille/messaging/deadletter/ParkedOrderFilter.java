package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.messaging.wire.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Stands before the handler of one subscription: what cannot be handled becomes a dead letter,
/// what belongs to an order that waits is parked, and the rest may go on.
///
/// While nothing of the topic is parked this asks the database nothing. An order is only ever
/// parked by whoever consumes its partition: this consumer itself, or another one that had the
/// partition before, so it is enough to look again after each assignment. (One that was frozen and
/// overtaken may park an order that its successor does not know of. It had the same event to
/// handle, so that the letter it leaves is of an event that comes again when it is replayed, and
/// changes nothing.) For the thread of the consumer only.
public final class ParkedOrderFilter {

    private final String topic;
    private final DeadLetterTable rows;
    private final ParkedEvents parked;
    private final DeadLetterWriter box;
    private final DeadLetterMetrics metrics;
    private boolean mayBeParked = true;

    ParkedOrderFilter(
            String topic,
            DeadLetterTable rows,
            ParkedEvents parked,
            DeadLetterWriter box,
            DeadLetterMetrics metrics) {
        this.topic = topic;
        this.rows = rows;
        this.parked = parked;
        this.box = box;
        this.metrics = metrics;
    }

    /// Partitions have come, and with them the orders that another consumer has parked.
    public void lookAgain() {
        mayBeParked = true;
    }

    /// Takes out of a batch, in its transaction, what must not be handled now; returns the facts
    /// that may be.
    public <E> List<Received<E>> admit(List<ConsumedRecord<E>> batch) {
        Map<String, PartitionOffset> parking = parking(batch);
        List<Received<E>> free = new ArrayList<>();
        for (ConsumedRecord<E> arrival : batch) {
            PartitionOffset letter = arrival.isEvent() ? parking.get(arrival.record().key()) : null;
            if (letter != null) {
                park(arrival.raw(), letter);
            } else if (arrival.failure().isPresent()) {
                bury(arrival, arrival.failure().get(), parking);
            } else {
                free.add(arrival.fact().orElseThrow());
            }
        }
        return free;
    }

    private Map<String, PartitionOffset> parking(List<? extends ConsumedRecord<?>> batch) {
        // Asked first and on its own: it sees an order that is parked even while it is replayed.
        mayBeParked = mayBeParked && rows.parkAny(topic);
        return mayBeParked
                ? rows.parking(
                        topic,
                        batch.stream()
                                .filter(ConsumedRecord::isEvent)
                                .map(it -> it.record().key())
                                .toList())
                : new HashMap<>();
    }

    /// What stands in the log before the letter was handled before it, or given up.
    private void park(RawRecord record, PartitionOffset letter) {
        boolean comesLater =
                record.position().partition() != letter.partition()
                        || record.position().offset() > letter.offset();
        boolean added = comesLater && parked.park(record);
        AfterCommit.run(() -> {
            if (added) {
                metrics.parked(topic);
            } else {
                metrics.cameAgain(topic);
            }
        });
    }

    private void bury(
            ConsumedRecord<?> arrival,
            RuntimeException failure,
            Map<String, PartitionOffset> parking) {
        RawRecord record = arrival.raw();
        FailureClassification cause = FailureClassification.of(failure).orElseThrow(() -> failure);
        boolean parks = cause.kind().parks();
        // Even if the letter is not new: then another consumer has it, and the order is parked.
        mayBeParked = mayBeParked || parks;
        if (box.put(record, cause) && parks) {
            parking.put(arrival.record().key(), record.position());
        }
    }
}
