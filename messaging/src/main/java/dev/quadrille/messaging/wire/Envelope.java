package dev.quadrille.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A fact ready to be sent: everything that stands on the wire, and nothing else.
///
/// @param type the CloudEvents type
/// @param body the fact as JSON
public record Envelope(
        String topic,
        String key,
        UUID id,
        String type,
        Instant at,
        @Nullable String traceparent,
        String body)
        implements Outgoing {

    /// The same fact, caused by what sends it.
    public Envelope causedBy(String sending) {
        return new Envelope(topic, key, id, type, at, sending, body);
    }

    @Override
    public ProducerRecord<String, byte[]> toRecord(String source) {
        ProducerRecord<String, byte[]> outgoing =
                new ProducerRecord<>(topic, key, body.getBytes(StandardCharsets.UTF_8));
        Headers headers = outgoing.headers();
        CloudEventHeaders.add(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
        CloudEventHeaders.add(headers, CloudEventHeaders.ID, id.toString());
        CloudEventHeaders.add(headers, CloudEventHeaders.TYPE, type);
        CloudEventHeaders.add(headers, CloudEventHeaders.SOURCE, "/" + source);
        CloudEventHeaders.add(headers, CloudEventHeaders.TIME, at.toString());
        CloudEventHeaders.add(headers, CloudEventHeaders.SUBJECT, key);
        CloudEventHeaders.add(headers, CloudEventHeaders.CONTENT_TYPE, "application/json");
        if (traceparent != null) {
            CloudEventHeaders.add(headers, CloudEventHeaders.TRACEPARENT, traceparent);
        }
        return outgoing;
    }
}
