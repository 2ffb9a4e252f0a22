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
public record Arrival<E>(
        ConsumerRecord<String, byte[]> record,
        Optional<Received<E>> fact,
        Optional<RuntimeException> failure) {

    public static <E> Arrival<E> of(ConsumerRecord<String, byte[]> record, Received<E> fact) {
        return new Arrival<>(record, Optional.of(fact), Optional.empty());
    }

    public static <E> Arrival<E> undecodable(
            ConsumerRecord<String, byte[]> record, UndecodableRecord failure) {
        return new Arrival<>(record, Optional.empty(), Optional.of(failure));
    }

    /// The same, after it was handled alone and failed.
    public Arrival<E> failed(RuntimeException definite) {
        return new Arrival<>(record, fact, Optional.of(definite));
    }

    /// Whether it is an event of an order, and waits if the order does. Of a record that cannot be
    /// read at all nothing is known.
    boolean isEvent() {
        return fact.isPresent() || failure.filter(UnknownEvent.class::isInstance).isPresent();
    }

    /// Whether a failure is the fault of one event, and not trouble that passes.
    public static boolean isDefinite(Throwable failure) {
        return Cause.of(failure).isPresent();
    }

    RawRecord raw() {
        return RawRecord.of(record);
    }
}
