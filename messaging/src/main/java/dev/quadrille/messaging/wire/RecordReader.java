package dev.quadrille.messaging.wire;

import dev.quadrille.messaging.LogPosition;
import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Topic;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;

/// Reads records of one topic. Chooses by `ce_type` before it parses anything.
public final class RecordReader<E> {

    private final Topic<E> topic;
    private final Set<Class<? extends E>> interests;

    public RecordReader(Topic<E> topic, Set<Class<? extends E>> interests) {
        this.topic = topic;
        this.interests = interests;
    }

    /// The fact that the record carries; empty if it is of a type that is not known or not of
    /// interest. Throws {@link UndecodableRecord} if it claims to be of interest and cannot be
    /// read.
    public Optional<Received<E>> read(ConsumerRecord<String, byte[]> received) {
        return CloudEventHeaders.read(received.headers(), CloudEventHeaders.TYPE)
                .flatMap(topic::classOf)
                .filter(interests::contains)
                .map(type -> decode(received, type));
    }

    private Received<E> decode(ConsumerRecord<String, byte[]> received, Class<? extends E> type) {
        try {
            E event = FlowJson.MAPPER.readValue(received.value(), type);
            if (event == null || !topic.keyOf(event).equals(received.key())) {
                throw new IllegalArgumentException("the key is not that of the event");
            }
            return new Received<>(
                    event,
                    UUID.fromString(header(received, CloudEventHeaders.ID)),
                    Instant.parse(header(received, CloudEventHeaders.TIME)),
                    CloudEventHeaders.read(received.headers(), CloudEventHeaders.TRACEPARENT),
                    new LogPosition(received.partition(), received.offset()));
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            throw new UndecodableRecord(received, e);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> received, String name) {
        return CloudEventHeaders.read(received.headers(), name)
                .orElseThrow(() -> new IllegalArgumentException("no header " + name));
    }
}
