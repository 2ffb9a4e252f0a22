package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.messaging.wire.UndecodableRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The subscriptions of a service by topic, for records that do not come from the broker.
public record SubscriptionRegistry(List<Subscription<?>> subscriptions) {

    public SubscriptionRegistry {
        subscriptions = List.copyOf(subscriptions);
    }

    /// Handles one record as its consumer does; ignores one that the service is no longer
    /// interested in. Throws {@link UndecodableRecord}, {@link PoisonEvent}, or a database failure.
    void handle(RawRecord record) {
        of(record).forEach(each -> handle(each, record));
    }

    /// Throws {@link UndecodableRecord} if the record cannot be decoded.
    void requireReadable(RawRecord record) {
        of(record).forEach(each -> read(each, record));
    }

    private Stream<Subscription<?>> of(RawRecord record) {
        return subscriptions.stream().filter(it -> it.topic().name().equals(record.topic()));
    }

    private static <E> void handle(Subscription<E> subscription, RawRecord record) {
        read(subscription, record)
                .ifPresent(received -> subscription.handler().handle(List.of(received)));
    }

    private static <E> Optional<EventEnvelope<E>> read(
            Subscription<E> subscription, RawRecord record) {
        return new RecordReader<>(subscription.topic(), subscription.interests())
                .read(record.toConsumerRecord());
    }
}
