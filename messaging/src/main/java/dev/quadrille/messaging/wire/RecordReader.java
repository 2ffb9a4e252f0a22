package dev.quadrille.messaging.wire;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.Traceparent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.exc.InvalidFormatException;

/// Decodes the records of one topic. Selects by `ce_type` before it parses anything.
public final class RecordReader<E> {

    private static final Pattern ENUM_VALUE = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

    // Instant covers a billion years, which no database can store.
    private static final Instant MAX_RFC_3339_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Topic<E> topic;
    private final Set<Class<? extends E>> interests;

    public RecordReader(Topic<E> topic, Set<Class<? extends E>> interests) {
        this.topic = topic;
        this.interests = interests;
    }

    /// Empty if the type is known but not of interest, or not a Quadrille type. Throws {@link
    /// UndecodableRecord} for a record of interest that cannot be decoded, and {@link UnknownEvent}
    /// if a newer build could decode it.
    public Optional<EventEnvelope<E>> read(ConsumerRecord<String, byte[]> record) {
        Optional<String> type = type(record);
        type.filter(topic::isUnknown).ifPresent(it -> rejectUnknown(record, it));
        return type.flatMap(topic::classOf)
                .filter(interests::contains)
                .map(it -> decode(record, it));
    }

    /// Whether {@link #read} decodes the record.
    public boolean isOfInterest(ConsumerRecord<String, byte[]> record) {
        return type(record).flatMap(topic::classOf).filter(interests::contains).isPresent();
    }

    public boolean isForeign(ConsumerRecord<String, byte[]> record) {
        return type(record)
                .filter(it -> topic.classOf(it).isPresent() || topic.isUnknown(it))
                .isEmpty();
    }

    private static Optional<String> type(ConsumerRecord<?, ?> record) {
        return CloudEventHeaders.read(record.headers(), CloudEventHeaders.TYPE);
    }

    private void rejectUnknown(ConsumerRecord<String, byte[]> record, String type) {
        throw undecodable(record, new IllegalArgumentException("unknown type " + type), true);
    }

    private UndecodableRecord undecodable(
            ConsumerRecord<String, byte[]> record, RuntimeException cause, boolean unknown) {
        return unknown && topic.parksLaterEvents(record.key())
                ? new UnknownEvent(record, cause)
                : new UndecodableRecord(record, cause);
    }

    private EventEnvelope<E> decode(
            ConsumerRecord<String, byte[]> record, Class<? extends E> type) {
        try {
            E event = FlowJson.MAPPER.readValue(record.value(), type);
            if (event == null || !topic.keyOf(event).equals(record.key())) {
                throw new IllegalArgumentException(
                        "the key of the record is not the key of the event");
            }
            return new EventEnvelope<>(
                    topic,
                    event,
                    UUID.fromString(header(record, CloudEventHeaders.ID)),
                    time(header(record, CloudEventHeaders.TIME)),
                    trace(record),
                    new PartitionOffset(record.partition(), record.offset()));
        } catch (RuntimeException e) {
            // Every exception is permanent: the result depends on the bytes alone.
            throw undecodable(record, e, isUnknownEnumValue(e));
        }
    }

    private static boolean isUnknownEnumValue(RuntimeException failure) {
        return failure instanceof InvalidFormatException format
                && format.getTargetType().isEnum()
                && format.getValue() instanceof String value
                && ENUM_VALUE.matcher(value).matches();
    }

    /// Drops fractions of a microsecond, which databases would round, each in its own way.
    private static Instant time(String header) {
        Instant time = Instant.parse(header);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(MAX_RFC_3339_TIME)) {
            throw new IllegalArgumentException("not an RFC 3339 time");
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /// Drops an invalid trace context, which must not reach databases and logs, but keeps the
    /// event.
    private static EventTrace trace(ConsumerRecord<?, ?> record) {
        return traceparent(record, CloudEventHeaders.TRACEPARENT)
                .map(parent ->
                        new EventTrace(
                                Optional.of(parent), traceparent(record, CloudEventHeaders.CAUSE)))
                .orElse(EventTrace.NONE);
    }

    private static Optional<String> traceparent(ConsumerRecord<?, ?> record, String header) {
        return CloudEventHeaders.read(record.headers(), header).filter(Traceparent::isValid);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return CloudEventHeaders.read(record.headers(), name)
                .orElseThrow(() -> new IllegalArgumentException("missing header " + name));
    }
}
