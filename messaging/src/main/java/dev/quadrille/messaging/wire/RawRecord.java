package dev.quadrille.messaging.wire;

import dev.quadrille.messaging.PartitionOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A consumed record with all that decoding it again requires: key, unchanged body, and known
/// headers.
@SuppressWarnings("ArrayRecordComponent") // stored, never compared
public record RawRecord(
        String topic,
        PartitionOffset position,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] body) {

    public static RawRecord of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        CloudEventHeaders.ALL.forEach(name ->
                CloudEventHeaders.read(record.headers(), name)
                        .ifPresent(value -> headers.put(name, value)));
        return new RawRecord(
                record.topic(),
                new PartitionOffset(record.partition(), record.offset()),
                storable(record.key()),
                headers,
                record.value());
    }

    /// Replaces NUL, which a text column cannot store; no event has one in its key.
    private static @Nullable String storable(@Nullable String key) {
        return key == null ? null : key.replace('\u0000', '\uFFFD');
    }

    public ConsumerRecord<String, byte[]> toConsumerRecord() {
        ConsumerRecord<String, byte[]> restored =
                new ConsumerRecord<>(topic, position.partition(), position.offset(), key, body);
        headers.forEach((name, value) -> CloudEventHeaders.add(restored.headers(), name, value));
        return restored;
    }

    /// The CloudEvents type; empty if the record has none.
    public String type() {
        return headers.getOrDefault(CloudEventHeaders.TYPE, "");
    }

    public Optional<UUID> eventId() {
        return idIn(headers.get(CloudEventHeaders.ID));
    }

    public static Optional<UUID> idIn(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
