package dev.quadrille.messaging.deadletter.parking;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.deadletter.store.FailureClassification;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.messaging.wire.UndecodableRecord;
import dev.quadrille.messaging.wire.UnknownEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A consumed record that a subscription is interested in: the event if it could be decoded, and
/// the permanent failure if one is known.
public record ConsumedRecord<E>(
        ConsumerRecord<String, byte[]> record,
        Optional<EventEnvelope<E>> event,
        Optional<RuntimeException> failure) {

    public static <E> ConsumedRecord<E> of(
            ConsumerRecord<String, byte[]> record, EventEnvelope<E> event) {
        return new ConsumedRecord<>(record, Optional.of(event), Optional.empty());
    }

    public static <E> ConsumedRecord<E> undecodable(
            ConsumerRecord<String, byte[]> record, UndecodableRecord failure) {
        return new ConsumedRecord<>(record, Optional.empty(), Optional.of(failure));
    }

    public ConsumedRecord<E> withFailure(RuntimeException permanent) {
        return new ConsumedRecord<>(record, event, Optional.of(permanent));
    }

    /// Whether it belongs to a known order and is parked with it; an undecodable record does not.
    boolean isEvent() {
        return event.isPresent() || failure.filter(UnknownEvent.class::isInstance).isPresent();
    }

    public static boolean isPermanent(Throwable failure) {
        return FailureClassification.of(failure).isPresent();
    }

    RawRecord raw() {
        return RawRecord.of(record);
    }
}
