package dev.quadrille.messaging.wire;

import dev.quadrille.messaging.reader.PartitionOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A record as it stands in the log, with all that is needed to read it once more: its key, its
/// body byte by byte, and of its headers those that we know. A stranger's other headers are not
/// kept.
@SuppressWarnings("ArrayRecordComponent") // is stored and read, and never compared
public record RawRecord(
        String topic,
        PartitionOffset position,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] body) {

    public static RawRecord of(ConsumerRecord<String, byte[]> arrived) {
        Map<String, String> headers = new TreeMap<>();
        CloudEventHeaders.ALL.forEach(name ->
                CloudEventHeaders.read(arrived.headers(), name)
                        .ifPresent(value -> headers.put(name, value)));
        return new RawRecord(
                arrived.topic(),
                new PartitionOffset(arrived.partition(), arrived.offset()),
                storable(arrived.key()),
                headers,
                arrived.value());
    }

    /// A zero byte cannot be stored, and no fact has one in its key.
    private static @Nullable String storable(@Nullable String key) {
        return key == null ? null : key.replace('\u0000', '\uFFFD');
    }

    /// The record as it would arrive again.
    public ConsumerRecord<String, byte[]> toConsumerRecord() {
        ConsumerRecord<String, byte[]> again =
                new ConsumerRecord<>(topic, position.partition(), position.offset(), key, body);
        headers.forEach((name, value) -> CloudEventHeaders.add(again.headers(), name, value));
        return again;
    }

    /// The CloudEvents type; empty if it says none.
    public String type() {
        return headers.getOrDefault(CloudEventHeaders.TYPE, "");
    }

    /// The id of the event, if it has one that can be read.
    public Optional<UUID> eventId() {
        return idIn(headers.get(CloudEventHeaders.ID));
    }

    /// The id that the text may be.
    public static Optional<UUID> idIn(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
