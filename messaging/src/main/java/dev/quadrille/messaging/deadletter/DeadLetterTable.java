package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.messaging.wire.RawRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// The tables of dead letters and of discarded records.
final class DeadLetterTable {

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

    private static final String OLDEST =
            """
            select id, topic, key, type, cause, at,
                   case when parks
                        then (select count(*) from parked_event p
                               where p.topic = d.topic and p.key = d.key)
                        else 0 end as parked
              from dead_letter d order by coalesce(failed_again_at, at), id limit :limit
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
    Optional<DeadLetter> lock(UUID id) {
        return jdbc.sql("select * from dead_letter where id = :id for update")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    /// Keeps the letter, with the new cause. A letter that was undecodable and now fails as an
    /// event does not park its order: later events have already been handled.
    void recordFailure(UUID id, DeadLetterCause cause) {
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

    Optional<DeadLetter> find(UUID id) {
        return jdbc.sql("select * from dead_letter where id = :id")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    /// The letters by the time of their last failure, the oldest first.
    List<ListedDeadLetter> oldest(int limit) {
        return jdbc.sql(OLDEST).param("limit", limit).query((row, _) -> readListed(row)).list();
    }

    /// The ids of letters that an upgrade or a repair may have made processable, in ascending
    /// order.
    List<UUID> retryable(UUID after, int limit) {
        return jdbc.sql(RETRYABLE)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    void delete(UUID id) {
        jdbc.sql("delete from dead_letter where id = :id").param("id", id).update();
    }

    void discard(DeadLetter letter, OffsetDateTime at) {
        jdbc.sql(DISCARD)
                .param("topic", letter.record().topic())
                .param("partition", letter.record().position().partition())
                .param("offset", letter.record().position().offset())
                .param("at", at)
                .update();
    }

    /// How many of these records are dead letters, are parked, or were discarded.
    int countRecorded(String topic, Collection<PartitionOffset> positions) {
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

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                record(row),
                row.getString("kind"),
                row.getString("cause"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("parks"));
    }

    private static ListedDeadLetter readListed(ResultSet row) throws SQLException {
        String key = row.getString("key");
        boolean order = row.getString("topic").equals(Topic.ORDER_FLOW.name());
        return new ListedDeadLetter(
                row.getObject("id", UUID.class),
                order ? RawRecord.idIn(key) : Optional.empty(),
                Topic.nameOf(row.getString("type")),
                row.getString("cause"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("parked"));
    }

    /// Reads the columns that this table and the table of parked events share.
    static RawRecord record(ResultSet row) throws SQLException {
        return new RawRecord(
                row.getString("topic"),
                position(row),
                row.getString("key"),
                HeaderText.read(row.getString("headers")),
                row.getBytes("body"));
    }

    static PartitionOffset position(ResultSet row) throws SQLException {
        return new PartitionOffset(row.getInt("log_partition"), row.getLong("log_offset"));
    }
}
