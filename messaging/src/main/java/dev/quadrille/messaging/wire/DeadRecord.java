package dev.quadrille.messaging.wire;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A record that goes to a dead topic with the body and the headers it has.
@SuppressWarnings("ArrayRecordComponent") // is written and sent, and never compared
public record DeadRecord(
        String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] body)
        implements Outgoing {

    /// Says by a header which service gave it up; the source that it came from keeps its own.
    @Override
    public ProducerRecord<String, byte[]> toRecord(String source) {
        ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(topic, key, body);
        headers.forEach((name, value) -> CloudEventHeaders.add(outgoing.headers(), name, value));
        CloudEventHeaders.add(outgoing.headers(), "dead-letter-service", source);
        return outgoing;
    }
}
