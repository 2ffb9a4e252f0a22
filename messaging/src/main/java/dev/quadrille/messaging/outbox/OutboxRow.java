package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.wire.EncodedEvent;
import dev.quadrille.platform.telemetry.EventTrace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// An event or a dead letter to publish; the id orders the rows of a key.
///
/// @param destination the unit that the broker accepts or rejects independently of all others
/// @param earlier the ids of the rows of the same key that were in the outbox when this one was
///   appended; empty for a row that the relay has read
record OutboxRow(
        long id,
        TopicPartition destination,
        ProducerRecord<String, byte[]> record,
        List<Long> earlier) {

    /// The partition is set explicitly, because the relay reads and orders the rows by it.
    static OutboxRow of(
            long id, TopicPartition destination, ProducerRecord<String, byte[]> record) {
        return new OutboxRow(
                id,
                destination,
                new ProducerRecord<>(
                        destination.topic(),
                        destination.partition(),
                        record.key(),
                        record.value(),
                        record.headers()),
                List.of());
    }

    /// @param source the publishing service
    static OutboxRow read(ResultSet row, String source) throws SQLException {
        return of(
                row.getLong("id"),
                new TopicPartition(row.getString("topic"), row.getInt("log_partition")),
                row.getString("headers") == null
                        ? event(row).toRecord(source)
                        : DeadLetterTopic.read(row, source));
    }

    private static EncodedEvent event(ResultSet row) throws SQLException {
        return new EncodedEvent(
                row.getString("topic"),
                row.getString("key"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                EventTrace.of(row.getString("traceparent"), row.getString("cause_traceparent")),
                row.getString("body"));
    }

    OutboxRow after(List<Long> rows) {
        return new OutboxRow(id, destination, record, List.copyOf(rows));
    }

    @Nullable String key() {
        return record.key();
    }
}
