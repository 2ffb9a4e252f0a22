package dev.quadrille.messaging.wire;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.platform.telemetry.EventTrace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/// An event in the form in which it is stored in the outbox and sent: with its CloudEvents type and
/// its JSON body.
public record EncodedEvent(
        String topic, String key, UUID id, String type, Instant at, EventTrace trace, String body) {

    public static EncodedEvent of(EventEnvelope<?> envelope) {
        return new EncodedEvent(
                envelope.topic().name(),
                envelope.key(),
                envelope.id(),
                envelope.type(),
                envelope.at(),
                envelope.trace(),
                FlowJson.MAPPER.writeValueAsString(envelope.event()));
    }

    /// The record to send.
    ///
    /// @param source the publishing service
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
        trace.parent()
                .ifPresent(it -> CloudEventHeaders.add(headers, CloudEventHeaders.TRACEPARENT, it));
        trace.cause().ifPresent(it -> CloudEventHeaders.add(headers, CloudEventHeaders.CAUSE, it));
        return outgoing;
    }
}
