package dev.quadrille.messaging.wire;

import dev.quadrille.platform.failure.DefiniteFailure;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that claims to be a Quadrille event and cannot be decoded.
public sealed class UndecodableRecord extends RuntimeException implements DefiniteFailure
        permits UnknownEvent {

    UndecodableRecord(ConsumerRecord<?, ?> record, Exception cause) {
        super(
                "cannot decode offset %d of %s-%d"
                        .formatted(record.offset(), record.topic(), record.partition()),
                cause);
    }
}
