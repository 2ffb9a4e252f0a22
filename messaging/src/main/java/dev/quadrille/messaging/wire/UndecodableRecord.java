package dev.quadrille.messaging.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that claims to be a fact of ours and cannot be read as one.
public sealed class UndecodableRecord extends RuntimeException permits UnknownEvent {

    UndecodableRecord(ConsumerRecord<?, ?> undecodable, Exception cause) {
        super(
                "cannot read offset %d of %s-%d"
                        .formatted(
                                undecodable.offset(), undecodable.topic(), undecodable.partition()),
                cause);
    }
}
