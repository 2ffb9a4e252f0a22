package dev.quadrille.messaging.deadletter.parking;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.deadletter.store.FailureClassification;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.messaging.wire.UndecodableRecord;
import dev.quadrille.messaging.wire.UnknownEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A consumed record that a subscription is interested in.
///
/// @param event empty if the record cannot be decoded
/// @param failure the permanent failure; empty as long as none is known
public record ConsumedRecord<E>(
        ConsumerRecord<String, byte[]> record,
        Optional<Received<E>> event,
        Optional<RuntimeException> failure) {

    public static <E> ConsumedRecord<E> of(
            ConsumerRecord<String, byte[]> record, Received<E> event) {
        return new ConsumedRecord<>(record, Optional.of(event), Optional.empty());
    }

    public static <E> ConsumedRecord<E> undecodable(
            ConsumerRecord<String, byte[]> record, UndecodableRecord failure) {
        return new ConsumedRecord<>(record, Optional.empty(), Optional.of(failure));
    }

    /// Returns this record with the permanent failure of handling it alone.
    public ConsumedRecord<E> withFailure(RuntimeException permanent) {
        return new ConsumedRecord<>(record, event, Optional.of(permanent));
    }

    /// Whether the record is an event of an order, which is parked if the order is. An undecodable
    /// record belongs to no known order.
    boolean isEvent() {
        return event.isPresent() || failure.filter(UnknownEvent.class::isInstance).isPresent();
    }

    /// Whether a failure is permanent and caused by one event.
    public static boolean isPermanent(Throwable failure) {
        return FailureClassification.of(failure).isPresent();
    }

    RawRecord raw() {
        return RawRecord.of(record);
    }
}
