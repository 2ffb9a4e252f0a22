package dev.quadrille.messaging.wire;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// What the relay sends: a fact, or a record that goes on as it came.
public sealed interface Outgoing permits Envelope, DeadRecord {

    String topic();

    /// Keeps those with the same one in order.
    @Nullable String key();

    /// The record as the broker takes it; `source` names the service that sends it.
    ProducerRecord<String, byte[]> toRecord(String source);
}
