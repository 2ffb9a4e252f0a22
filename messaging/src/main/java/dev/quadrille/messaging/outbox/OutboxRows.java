package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.lease.DedicatedConnection;
import dev.quadrille.messaging.lease.Lease;
import dev.quadrille.messaging.wire.DeadRecord;
import dev.quadrille.messaging.wire.Envelope;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.platform.telemetry.EventTrace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.support.SqlArrayValue;

/// The relay's view of the outbox table, on a connection of its own.
final class OutboxRows {

    // From the start each time. A cursor (`id > last`) would skip rows that commit late: numbers
    // are drawn before the order
    // of commits is known.
    private static final String HEAD =
            """
            select id, topic, key, event_id, type, at, traceparent, cause_traceparent, body, headers, raw_body
              from outbox order by id limit :limit
            """;

    // A relay that was frozen and overtaken finds its epoch gone, and leaves the table to its
    // successor.
    private static final String DELETE =
            """
            delete from outbox
             where id = any (:ids)
               and exists (select from lease where name = :lease and holder = :holder and epoch = :epoch)
            """;

    private final DedicatedConnection connection;

    OutboxRows(DedicatedConnection connection) {
        this.connection = connection;
    }

    /// The oldest rows, in the order of their numbers.
    List<OutboxRow> head(int limit) {
        return connection
                .jdbc()
                .sql(HEAD)
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /// Deletes rows that the broker has acknowledged; returns how many were still there and ours.
    int delete(Collection<OutboxRow> sent, Lease lease, long epoch) {
        return connection
                .jdbc()
                .sql(DELETE)
                .param(
                        "ids",
                        new SqlArrayValue("bigint", sent.stream().map(OutboxRow::id).toArray()))
                .param("lease", lease.name())
                .param("holder", lease.holder())
                .param("epoch", epoch)
                .update();
    }

    void reconnect() {
        connection.reset();
    }

    void close() {
        connection.close();
    }

    private static OutboxRow read(ResultSet row) throws SQLException {
        String headers = row.getString("headers");
        return new OutboxRow(
                row.getLong("id"), headers == null ? fact(row) : deadRecord(row, headers));
    }

    private static Envelope fact(ResultSet row) throws SQLException {
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
