package dev.quadrille.messaging.wire;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.platform.telemetry.EventTrace;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.exc.InvalidFormatException;

/// Reads records of one topic. Chooses by `ce_type` before it parses anything.
public final class RecordReader<E> {

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final Pattern ENUM_VALUE = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

    // Java's clock goes on for a billion years, which no database can store.
    private static final Instant LAST_OF_RFC_3339 = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Topic<E> topic;
    private final Set<Class<? extends E>> interests;

    public RecordReader(Topic<E> topic, Set<Class<? extends E>> interests) {
        this.topic = topic;
        this.interests = interests;
    }

    /// The fact that the record carries; empty if it is of a known type that is not of interest, or
    /// not an event of Quadrille at all. Throws {@link UndecodableRecord} if it claims to be of
    /// interest and cannot be read, and {@link UnknownEvent} if a newer build could read it.
    public Optional<Received<E>> read(ConsumerRecord<String, byte[]> received) {
        Optional<String> type = type(received);
        type.filter(topic::isUnknown).ifPresent(it -> refuseUnknown(received, it));
        return type.flatMap(topic::classOf)
                .filter(interests::contains)
                .map(it -> decode(received, it));
    }

    /// Whether the record is not an event of Quadrille: it has no type, or one of another system.
    public boolean isForeign(ConsumerRecord<String, byte[]> received) {
        return type(received)
                .filter(it -> topic.classOf(it).isPresent() || topic.isUnknown(it))
                .isEmpty();
    }

    private static Optional<String> type(ConsumerRecord<?, ?> received) {
        return CloudEventHeaders.read(received.headers(), CloudEventHeaders.TYPE);
    }

    private void refuseUnknown(ConsumerRecord<String, byte[]> received, String type) {
        throw unreadable(
                received, new IllegalArgumentException("the type " + type + " is not known"), true);
    }

    private UndecodableRecord unreadable(
            ConsumerRecord<String, byte[]> received, RuntimeException cause, boolean unknown) {
        return unknown && topic.makesWait(received.key())
                ? new UnknownEvent(received, cause)
                : new UndecodableRecord(received, cause);
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
                    time(header(received, CloudEventHeaders.TIME)),
                    trace(received),
                    new PartitionOffset(received.partition(), received.offset()));
        } catch (RuntimeException e) {
            // Whatever it is: what reads bytes and nothing else will fail again.
            throw unreadable(received, e, isUnknownEnumValue(e));
        }
    }

    private static boolean isUnknownEnumValue(RuntimeException failure) {
        return failure instanceof InvalidFormatException format
                && format.getTargetType().isEnum()
                && format.getValue() instanceof String value
                && ENUM_VALUE.matcher(value).matches();
    }

    private static Instant time(String header) {
        Instant time = Instant.parse(header);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST_OF_RFC_3339)) {
            throw new IllegalArgumentException("no time of RFC 3339");
        }
        return time;
    }

    /// A trace context that is none is no reason to refuse the fact; but it goes into databases and
    /// other services' logs, so nothing else may pass for one.
    private static EventTrace trace(ConsumerRecord<?, ?> received) {
        return traceparent(received, CloudEventHeaders.TRACEPARENT)
                .map(parent ->
                        new EventTrace(
                                Optional.of(parent),
                                traceparent(received, CloudEventHeaders.CAUSE)))
                .orElse(EventTrace.NONE);
    }

    private static Optional<String> traceparent(ConsumerRecord<?, ?> received, String header) {
        return CloudEventHeaders.read(received.headers(), header)
                .filter(TRACEPARENT.asMatchPredicate());
    }

    private static String header(ConsumerRecord<String, byte[]> received, String name) {
        return CloudEventHeaders.read(received.headers(), name)
                .orElseThrow(() -> new IllegalArgumentException("no header " + name));
    }
}
