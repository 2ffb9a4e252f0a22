package dev.quadrille.messaging.wire;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A dead letter to publish, with its original body and headers.
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record DeadRecord(
        String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] body) {

    /// Adds a header with the service that gave up the record; the original source header is kept.
    public ProducerRecord<String, byte[]> toRecord(String source) {
        ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(topic, key, body);
        headers.forEach((name, value) -> CloudEventHeaders.add(outgoing.headers(), name, value));
        CloudEventHeaders.add(outgoing.headers(), "dead-letter-service", source);
        return outgoing;
    }
}
