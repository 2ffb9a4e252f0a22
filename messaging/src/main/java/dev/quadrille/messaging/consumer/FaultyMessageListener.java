package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.wire.CustomerOrders;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.platform.chaos.FaultInjector;
import dev.quadrille.platform.chaos.FaultSettings;
import dev.quadrille.platform.chaos.FaultSpans;
import dev.quadrille.platform.fault.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/// Injects the faults of a consumer into the batches that it receives. Events that the service does
/// not handle are not affected.
final class FaultyMessageListener implements BatchMessageListener<String, byte[]> {

    private final BatchMessageListener<String, byte[]> target;
    private final RecordReader<?> reader;
    private final FaultInjector faults;
    private final FaultSpans spans;
    private final CustomerOrders customers = new CustomerOrders();
    private final EventReordering reordering;

    private FaultyMessageListener(
            BatchMessageListener<String, byte[]> target, RecordReader<?> reader, Factory tools) {
        this.target = target;
        this.reader = reader;
        this.faults = tools.faults;
        this.spans = tools.spans;
        this.reordering = new EventReordering(tools.nanoTime);
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        if (faults.isIdle()) {
            target.onMessage(records);
        } else {
            deliverWithFaults(records);
        }
    }

    /// Duplicates are delivered after the commit of the first delivery, as after a rebalance.
    private void deliverWithFaults(List<ConsumerRecord<String, byte[]>> records) {
        Set<Fault> injected = EnumSet.noneOf(Fault.class);
        firstAffected(Fault.EVENT_LATENCY, records)
                .ifPresent(settings -> {
                    injected.add(Fault.EVENT_LATENCY);
                    FaultInjector.sleep(settings.delay());
                });
        if (firstAffected(Fault.EVENT_ERROR, records).isPresent()) {
            throw new IllegalStateException("the chaos toggle event-error is set");
        }
        List<ConsumerRecord<String, byte[]>> reordered =
                reordering.reorder(records, it -> inject(Fault.EVENT_REORDER, it));
        if (!reordered.equals(records)) {
            injected.add(Fault.EVENT_REORDER);
        }
        List<ConsumerRecord<String, byte[]>> duplicates =
                records.stream()
                        .filter(it -> inject(Fault.EVENT_DUPLICATE, it).isPresent())
                        .toList();
        spans.during(injected, () -> target.onMessage(reordered));
        if (!duplicates.isEmpty()) {
            spans.during(Set.of(Fault.EVENT_DUPLICATE), () -> target.onMessage(duplicates));
        }
    }

    private Optional<FaultSettings> firstAffected(
            Fault fault, List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record -> inject(fault, record))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<FaultSettings> inject(Fault fault, ConsumerRecord<String, byte[]> record) {
        // Records that are not handled are read too: the first event of an order names its
        // customer.
        Optional<String> customer = customers.customerOf(record.key(), record.value());
        return reader.isOfInterest(record) ? faults.inject(fault, customer) : Optional.empty();
    }

    /// Decorates the listeners of the consumers.
    record Factory(FaultInjector faults, FaultSpans spans, LongSupplier nanoTime) {

        /// Replaces the listener of a container that has not started.
        void decorate(
                ConcurrentMessageListenerContainer<String, byte[]> container,
                Subscription<?> subscription) {
            if (container.getContainerProperties().getMessageListener()
                    instanceof BatchConsumer<?> listener) {
                container.setupMessageListener(of(listener, subscription));
            }
        }

        FaultyMessageListener of(
                BatchMessageListener<String, byte[]> listener, Subscription<?> subscription) {
            return new FaultyMessageListener(listener, reader(subscription), this);
        }

        private static <E> RecordReader<E> reader(Subscription<E> subscription) {
            return new RecordReader<>(subscription.topic(), subscription.interests());
        }
    }
}
