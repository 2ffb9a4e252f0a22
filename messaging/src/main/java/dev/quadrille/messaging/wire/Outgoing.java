package dev.quadrille.messaging.wire;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A message that the relay publishes: an event or a dead letter.
public sealed interface Outgoing permits Envelope, DeadRecord {

    String topic();

    /// Messages with the same key are published in order.
    @Nullable String key();

    ProducerRecord<String, byte[]> toRecord(String source);
}
