package dev.quadrille.messaging.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// An event of an order that only a newer build can decode: its type, or an enum value in it, is
/// unknown to this build.
public final class UnknownEvent extends UndecodableRecord {

    UnknownEvent(ConsumerRecord<?, ?> record, Exception cause) {
        super(record, cause);
    }
}
