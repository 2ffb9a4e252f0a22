package dev.quadrille.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.messaging.AfterCommit;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.platform.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Publishes dead letters through the outbox: the original bytes, known headers, position, and kind
/// of failure. The failure message stays in the database, because it may contain data that must not
/// be published.
public final class DeadLetterTopic {

    // The broker rejects a larger record, which would then block its key in the outbox for good.
    private static final int MAX_BODY_BYTES = 1_500_000;

    private static final String APPEND =
            """
            insert into outbox (topic, log_partition, key, event_id, type, at, body, headers, raw_body)
            values (:topic, 0, :key, :id, :type, :at, '', :headers, :body)
            """;

    private final String name;
    private final JdbcClient jdbc;
    private final Runnable wakeRelay;

    DeadLetterTopic(String name, JdbcClient jdbc, Runnable wakeRelay) {
        this.name = name;
        this.jdbc = jdbc;
        this.wakeRelay = wakeRelay;
    }

    /// Appends to the current transaction; `letter` is the id for replay and discard.
    public void append(RawRecord record, UUID letter, String cause, Instant at) {
        byte[] body = record.body();
        Map<String, String> headers = new TreeMap<>(record.headers());
        headers.put("dead-letter-id", letter.toString());
        headers.put("dead-letter-cause", cause);
        headers.put("dead-letter-topic", record.topic());
        headers.put("dead-letter-partition", Integer.toString(record.position().partition()));
        headers.put("dead-letter-offset", Long.toString(record.position().offset()));
        if (body != null && body.length > MAX_BODY_BYTES) {
            headers.put("dead-letter-omitted-bytes", Integer.toString(body.length));
            body = null;
        }
        insert(record, headers, body, at);
        AfterCommit.run(wakeRelay);
    }

    /// Reads the record to send. The original source header is kept.
    ///
    /// @param source the service that has given up the record
    static ProducerRecord<String, byte[]> read(ResultSet row, String source) throws SQLException {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        row.getString("topic"), row.getString("key"), row.getBytes("raw_body"));
        HeaderText.read(row.getString("headers"))
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        record.headers().add("dead-letter-service", source.getBytes(UTF_8));
        return record;
    }

    private void insert(
            RawRecord record, Map<String, String> headers, byte @Nullable [] body, Instant at) {
        jdbc.sql(APPEND)
                .param("topic", name)
                .param("key", record.key())
                .param("id", record.eventId().orElseGet(Uuids::next))
                .param("type", record.type())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("headers", HeaderText.write(headers))
                .param("body", body)
                .update();
    }
}
