package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.deadletter.ParkedOrderFilters;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the consumer of each subscription.
record BatchConsumers(
        ParkedOrderFilters parking,
        TransactionTemplate transaction,
        FaultPoints faults,
        MeterRegistry meters) {

    <E> BatchConsumer<E> of(Subscription<E> subscription) {
        String topic = subscription.topic().name();
        return new BatchConsumer<>(
                subscription,
                parking.of(topic),
                transaction,
                faults,
                new SkippedRecords(meters, topic));
    }
}
