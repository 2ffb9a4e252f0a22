package dev.quadrille.messaging.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// An event of an order that a newer build can read and this one cannot: its type, or the name of
/// an enum value in it, is not known here.
public final class UnknownEvent extends UndecodableRecord {

    UnknownEvent(ConsumerRecord<?, ?> record, Exception cause) {
        super(record, cause);
    }
}
