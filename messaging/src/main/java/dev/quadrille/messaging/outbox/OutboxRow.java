package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.wire.DeadRecord;
import dev.quadrille.messaging.wire.EncodedEvent;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.platform.telemetry.EventTrace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// An event or a dead letter to publish; the id orders the rows of a key.
record OutboxRow(long id, Destination destination, ProducerRecord<String, byte[]> record) {

    /// The partition is set explicitly, because the relay reads and orders the rows by it.
    static OutboxRow of(long id, Destination destination, ProducerRecord<String, byte[]> record) {
        return new OutboxRow(
                id,
                destination,
                new ProducerRecord<>(
                        destination.topic(),
                        destination.partition(),
                        record.key(),
                        record.value(),
                        record.headers()));
    }

    /// @param source the publishing service
    static OutboxRow read(ResultSet row, String source) throws SQLException {
        String headers = row.getString("headers");
        return of(
                row.getLong("id"),
                new Destination(row.getString("topic"), row.getInt("log_partition")),
                headers == null
                        ? event(row).toRecord(source)
                        : deadLetter(row, headers).toRecord(source));
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

    private static DeadRecord deadLetter(ResultSet row, String headers) throws SQLException {
        return new DeadRecord(
                row.getString("topic"),
                row.getString("key"),
                HeaderText.read(headers),
                row.getBytes("raw_body"));
    }

    @Nullable String key() {
        return record.key();
    }
}
