package dev.quadrille.messaging.relay;

import dev.quadrille.messaging.wire.DeadRecord;
import dev.quadrille.messaging.wire.Envelope;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.messaging.wire.Outgoing;
import dev.quadrille.platform.telemetry.EventTrace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/// An event or a dead letter to publish; the id orders the rows of a key.
record OutboxRow(long id, Destination destination, Outgoing outgoing) {

    static OutboxRow read(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("id"),
                new Destination(row.getString("topic"), row.getInt("log_partition")),
                outgoing(row));
    }

    private static Outgoing outgoing(ResultSet row) throws SQLException {
        String headers = row.getString("headers");
        return headers == null ? envelope(row) : deadRecord(row, headers);
    }

    private static Envelope envelope(ResultSet row) throws SQLException {
        return new Envelope(
                row.getString("topic"),
                row.getString("key"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                EventTrace.of(row.getString("traceparent"), row.getString("cause_traceparent")),
                row.getString("body"));
    }

    private static DeadRecord deadRecord(ResultSet row, String headers) throws SQLException {
        return new DeadRecord(
                row.getString("topic"),
                row.getString("key"),
                HeaderText.read(headers),
                row.getBytes("raw_body"));
    }
}
