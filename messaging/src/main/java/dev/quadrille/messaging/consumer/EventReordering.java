package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.platform.chaos.FaultSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Moves events behind the next event of their order. An event without one in its batch is held
/// back for a limited time: the batch fails, is polled again, and may then contain that event. Not
/// thread-safe, as each consumer thread has its own partitions.
final class EventReordering {

    private static final int MAX_HELD = 10_000;

    private final LongSupplier nanoTime;

    // The end of the wait for the next event, in the unit of `System.nanoTime()`.
    private final Map<PartitionOffset, Long> held = new HashMap<>();

    EventReordering(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Returns the records in the new order. Throws {@link EventHeldBack} to wait for a later
    /// event.
    ///
    /// @param decision the settings of the fault if it affects the record
    List<ConsumerRecord<String, byte[]>> reorder(
            List<ConsumerRecord<String, byte[]>> records,
            Function<ConsumerRecord<String, byte[]>, Optional<FaultSettings>> decision) {
        List<ConsumerRecord<String, byte[]>> affected =
                records.stream().filter(it -> isAffected(it, decision)).toList();
        List<ConsumerRecord<String, byte[]>> result = new ArrayList<>(records);
        affected.forEach(it -> moveBehindNext(it, result));
        List<ConsumerRecord<String, byte[]>> next =
                affected.stream().map(it -> next(it, records)).flatMap(Optional::stream).toList();
        // An event that another one has waited for is delivered at once.
        if (affected.stream().filter(it -> !next.contains(it)).anyMatch(it -> waits(it, records))) {
            throw new EventHeldBack();
        }
        affected.forEach(it -> held.remove(position(it)));
        return result;
    }

    /// The decision about a record that is held back is kept when it is delivered again.
    private boolean isAffected(
            ConsumerRecord<String, byte[]> record,
            Function<ConsumerRecord<String, byte[]>, Optional<FaultSettings>> decision) {
        if (held.containsKey(position(record))) {
            return true;
        }
        Optional<FaultSettings> settings = decision.apply(record);
        settings.ifPresent(it -> hold(record, it));
        return settings.isPresent();
    }

    private void hold(ConsumerRecord<String, byte[]> record, FaultSettings settings) {
        if (held.size() >= MAX_HELD) {
            held.clear();
        }
        held.put(position(record), nanoTime.getAsLong() + settings.delay().toNanos());
    }

    private boolean waits(
            ConsumerRecord<String, byte[]> record, List<ConsumerRecord<String, byte[]>> records) {
        long until = held.getOrDefault(position(record), nanoTime.getAsLong());
        return next(record, records).isEmpty() && until - nanoTime.getAsLong() > 0;
    }

    private static void moveBehindNext(
            ConsumerRecord<String, byte[]> record, List<ConsumerRecord<String, byte[]>> records) {
        next(record, records)
                .ifPresent(next -> {
                    records.remove(record);
                    records.add(records.indexOf(next) + 1, record);
                });
    }

    private static Optional<ConsumerRecord<String, byte[]>> next(
            ConsumerRecord<String, byte[]> record, List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .filter(it -> it.partition() == record.partition())
                .filter(it -> it.offset() > record.offset())
                .filter(it -> record.key() != null && Objects.equals(it.key(), record.key()))
                .findFirst();
    }

    private static PartitionOffset position(ConsumerRecord<?, ?> record) {
        return new PartitionOffset(record.partition(), record.offset());
    }

    /// The batch must be polled again.
    static final class EventHeldBack extends RuntimeException {

        EventHeldBack() {
            super("the chaos toggle event-reorder waits for the next event of an order");
        }
    }
}
