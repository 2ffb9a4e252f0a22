package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.AfterCommit;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.messaging.wire.UndecodableRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Parking lot in front of the handler of one subscription. A record that can never be handled
/// becomes a dead letter, an event of a parked order is parked, and every other event is admitted.
///
/// While no order of the topic is parked, the filter does not query the database. Only the owner of
/// a partition parks its orders, so querying again after each assignment is enough. A zombie
/// consumer may park an order unknown to its successor. The successor has handled that event, so
/// replaying the letter is a no-op. Not thread-safe.
public final class ParkedOrderFilter {

    private final String topic;
    private final ParkedEvents parked;
    private final DeadLetterWriter writer;
    private final DeadLetterMetrics metrics;
    private boolean mayBeParked = true;

    private ParkedOrderFilter(String topic, Factory factory) {
        this.topic = topic;
        this.parked = factory.parked;
        this.writer = factory.writer;
        this.metrics = factory.metrics;
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
            } else if (consumed.cause().isPresent()) {
                writeDeadLetter(consumed, consumed.cause().get(), parkedKeys);
            } else {
                admitted.add(consumed.event().orElseThrow());
            }
        }
        return admitted;
    }

    private Map<String, PartitionOffset> parkedKeys(List<? extends ConsumedRecord<?>> batch) {
        // A separate query without locks: it sees that an order is parked even while it is
        // replayed.
        mayBeParked = mayBeParked && parked.parksAny(topic);
        return mayBeParked
                ? parked.parkedKeys(
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
            DeadLetterCause cause,
            Map<String, PartitionOffset> parkedKeys) {
        RawRecord record = consumed.raw();
        boolean parks = cause.kind().parks();
        // Also if the letter is not new: then another consumer has written it, and the order is
        // parked.
        mayBeParked = mayBeParked || parks;
        if (writer.write(record, cause) && parks) {
            parkedKeys.put(consumed.record().key(), record.position());
        }
    }

    /// Creates the filter for each subscription.
    public record Factory(ParkedEvents parked, DeadLetterWriter writer, DeadLetterMetrics metrics) {

        public ParkedOrderFilter of(String topic) {
            return new ParkedOrderFilter(topic, this);
        }
    }

    /// A consumed record that a subscription is interested in: the event if it could be decoded,
    /// and the cause if it can never be handled.
    public record ConsumedRecord<E>(
            ConsumerRecord<String, byte[]> record,
            Optional<EventEnvelope<E>> event,
            Optional<DeadLetterCause> cause) {

        public static <E> ConsumedRecord<E> of(
                ConsumerRecord<String, byte[]> record, EventEnvelope<E> event) {
            return new ConsumedRecord<>(record, Optional.of(event), Optional.empty());
        }

        public static <E> ConsumedRecord<E> undecodable(
                ConsumerRecord<String, byte[]> record, UndecodableRecord failure) {
            return new ConsumedRecord<>(record, Optional.empty(), DeadLetterCause.of(failure));
        }

        public ConsumedRecord<E> withCause(DeadLetterCause definite) {
            return new ConsumedRecord<>(record, event, Optional.of(definite));
        }

        /// Whether it belongs to a known order and is parked with it; an undecodable record does
        /// not.
        boolean isEvent() {
            return event.isPresent() || cause.filter(it -> it.kind().parks()).isPresent();
        }

        RawRecord raw() {
            return RawRecord.of(record);
        }
    }
}
