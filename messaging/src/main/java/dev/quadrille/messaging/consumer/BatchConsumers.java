package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.deadletter.parking.ParkedOrderFilters;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/// Creates the consumer of each subscription.
record BatchConsumers(
        ParkedOrderFilters filters,
        TransactionTemplate transaction,
        FaultPoints faults,
        MeterRegistry meters) {

    <E> BatchConsumer<E> of(Subscription<E> subscription) {
        String topic = subscription.topic().name();
        return new BatchConsumer<>(
                subscription,
                filters.of(topic),
                transaction,
                faults,
                new SkippedRecords(meters, topic));
    }
}
