package dev.quadrille.messaging.deadletter.store;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.messaging.wire.RawRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// The tables of dead letters and of discarded records.
public final class DeadLetterTable {

    // A record that is already a dead letter, or was discarded, is not an error. A second letter
    // that parks the same order is: the batch is retried, and the record is parked.
    private static final String ADD =
            """
            insert into dead_letter (id, topic, log_partition, log_offset, key, event_id, type,
                                     headers, body, kind, cause, at, parks)
            select :id, :topic, :partition, :offset, :key, :eventId, :type,
                   :headers, :body, :kind, :cause, :at, :parks
             where not exists (select from discarded_event
                                where topic = :topic and log_partition = :partition
                                  and log_offset = :offset)
                on conflict on constraint dead_letter_position do nothing
            """;

    private static final String REPLACE =
            """
            update dead_letter
               set id = :id, log_partition = :partition, log_offset = :offset,
                   event_id = :eventId, type = :type, headers = :headers, body = :body,
                   kind = :kind, cause = :cause, at = :at, failed_again_at = null
             where id = :former
            """;

    private static final String DISCARD =
            """
            insert into discarded_event (topic, log_partition, log_offset, at)
            values (:topic, :partition, :offset, :at)
                on conflict do nothing
            """;

    // A concurrent replay holds the lock of the row. This query waits for it and then sees the
    // outcome.
    private static final String PARKED_KEYS =
            """
            select key, log_partition, log_offset from dead_letter
             where topic = :topic and parks and key = any (:keys)
             order by key for share
            """;

    private static final String COUNT_RECORDED =
            """
            select count(*) from unnest(:partitions, :offsets) as p (log_partition, log_offset)
             where exists (select from dead_letter d
                            where d.topic = :topic and d.log_partition = p.log_partition
                              and d.log_offset = p.log_offset)
                or exists (select from parked_event e
                            where e.topic = :topic and e.log_partition = p.log_partition
                              and e.log_offset = p.log_offset)
                or exists (select from discarded_event g
                            where g.topic = :topic and g.log_partition = p.log_partition
                              and g.log_offset = p.log_offset)
            """;

    // Literals, not parameters, so that the planner uses the partial index on these kinds.
    private static final String RETRYABLE =
            """
            select id from dead_letter where kind in ('unknown', 'unreadable') and id > :after
             order by id limit :limit
            """;

    private final JdbcClient jdbc;

    DeadLetterTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns whether the letter is new.
    boolean add(DeadLetter letter) {
        return bound(ADD, letter)
                        .param("topic", letter.record().topic())
                        .param("key", letter.record().key())
                        .param("parks", letter.parks())
                        .update()
                == 1;
    }

    /// Updates the row in place, so a batch that waits for its lock still finds the order parked.
    void replace(UUID former, DeadLetter next) {
        bound(REPLACE, next).param("former", former).update();
    }

    private JdbcClient.StatementSpec bound(String sql, DeadLetter letter) {
        RawRecord record = letter.record();
        return jdbc.sql(sql)
                .param("id", letter.id())
                .param("partition", record.position().partition())
                .param("offset", record.position().offset())
                .param("eventId", record.eventId().orElse(null))
                .param("type", record.type())
                .param("headers", HeaderText.write(record.headers()))
                .param("body", record.body())
                .param("kind", letter.kind())
                .param("cause", letter.cause())
                .param("at", letter.at().atOffset(ZoneOffset.UTC));
    }

    /// Finds a letter and locks its row until the transaction ends.
    public Optional<DeadLetter> lock(UUID id) {
        return jdbc.sql("select * from dead_letter where id = :id for update")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    /// Keeps the letter, with the new cause. A letter that was undecodable and now fails as an
    /// event does not park its order: later events have already been handled.
    public void recordFailure(UUID id, FailureClassification cause) {
        jdbc.sql(
                        """
                        update dead_letter
                           set kind = :kind, cause = :cause, failed_again_at = clock_timestamp()
                         where id = :id
                        """)
                .param("kind", cause.kind().label())
                .param("cause", cause.text())
                .param("id", id)
                .update();
    }

    public Optional<DeadLetter> find(UUID id) {
        return jdbc.sql("select * from dead_letter where id = :id")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    /// The ids of letters that an upgrade or a repair may have made processable, in ascending
    /// order.
    public List<UUID> retryable(UUID after, int limit) {
        return jdbc.sql(RETRYABLE)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    public void delete(UUID id) {
        jdbc.sql("delete from dead_letter where id = :id").param("id", id).update();
    }

    public void discard(DeadLetter letter, OffsetDateTime at) {
        jdbc.sql(DISCARD)
                .param("topic", letter.record().topic())
                .param("partition", letter.record().position().partition())
                .param("offset", letter.record().position().offset())
                .param("at", at)
                .update();
    }

    public boolean parksAny(String topic) {
        return jdbc.sql("select exists (select from dead_letter where topic = :topic and parks)")
                .param("topic", topic)
                .query(Boolean.class)
                .single();
    }

    /// The parked ones among these keys, with the letter that parks each, until the transaction
    /// ends.
    public Map<String, PartitionOffset> parkedKeys(String topic, Collection<String> keys) {
        Map<String, PartitionOffset> parkedKeys = new HashMap<>();
        jdbc.sql(PARKED_KEYS)
                .param("topic", topic)
                .param("keys", new SqlArrayValue("text", keys.stream().distinct().toArray()))
                .query(row -> {
                    parkedKeys.put(row.getString("key"), Positions.read(row));
                });
        return parkedKeys;
    }

    /// How many of these records are dead letters, are parked, or were discarded.
    public int countRecorded(String topic, Collection<PartitionOffset> positions) {
        return jdbc.sql(COUNT_RECORDED)
                .param("topic", topic)
                .param("partitions", array("int", positions, PartitionOffset::partition))
                .param("offsets", array("bigint", positions, PartitionOffset::offset))
                .query(Integer.class)
                .single();
    }

    private static SqlArrayValue array(
            String type,
            Collection<PartitionOffset> rows,
            Function<PartitionOffset, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }

    long count() {
        return countIn("dead_letter");
    }

    long countParked() {
        return countIn("parked_event");
    }

    long countDiscarded() {
        return countIn("discarded_event");
    }

    private long countIn(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                Positions.record(row),
                row.getString("kind"),
                row.getString("cause"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("parks"));
    }
}
