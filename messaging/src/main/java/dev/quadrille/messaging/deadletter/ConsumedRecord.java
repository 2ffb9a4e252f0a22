package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.messaging.wire.UndecodableRecord;
import dev.quadrille.messaging.wire.UnknownEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that a subscription is interested in, and what is known of it.
///
/// @param fact empty if the record cannot be read
/// @param failure why it can never be handled; empty as far as is known
public record ConsumedRecord<E>(
        ConsumerRecord<String, byte[]> record,
        Optional<Received<E>> fact,
        Optional<RuntimeException> failure) {

    public static <E> ConsumedRecord<E> of(
            ConsumerRecord<String, byte[]> record, Received<E> fact) {
        return new ConsumedRecord<>(record, Optional.of(fact), Optional.empty());
    }

    public static <E> ConsumedRecord<E> undecodable(
            ConsumerRecord<String, byte[]> record, UndecodableRecord failure) {
        return new ConsumedRecord<>(record, Optional.empty(), Optional.of(failure));
    }

    /// The same, after it was handled alone and failed.
    public ConsumedRecord<E> failed(RuntimeException definite) {
        return new ConsumedRecord<>(record, fact, Optional.of(definite));
    }

    /// Whether it is an event of an order, and waits if the order does. Of a record that cannot be
    /// read at all nothing is known.
    boolean isEvent() {
        return fact.isPresent() || failure.filter(UnknownEvent.class::isInstance).isPresent();
    }

    /// Whether a failure is the fault of one event, and not trouble that passes.
    public static boolean isDefinite(Throwable failure) {
        return FailureClassification.of(failure).isPresent();
    }

    RawRecord raw() {
        return RawRecord.of(record);
    }
}
