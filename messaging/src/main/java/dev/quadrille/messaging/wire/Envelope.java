package dev.quadrille.messaging.wire;

import dev.quadrille.platform.telemetry.EventTrace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/// Message envelope of an event to publish, with its CloudEvents type and its JSON body.
public record Envelope(
        String topic, String key, UUID id, String type, Instant at, EventTrace trace, String body)
        implements Outgoing {

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
        trace.parent()
                .ifPresent(it -> CloudEventHeaders.add(headers, CloudEventHeaders.TRACEPARENT, it));
        trace.cause().ifPresent(it -> CloudEventHeaders.add(headers, CloudEventHeaders.CAUSE, it));
        return outgoing;
    }
}
