package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.reader.PartitionOffset;
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

/// The tables of dead letters and of those that were given up.
final class DeadLetterTable {

    // Only a record that is there already, or was given up, is no error. Another letter that parks
    // the same order is: the batch is tried again, and the record parked.
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

    private static final String BECOME =
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

    // Whoever replays one of these has it locked; then this waits, and sees what became of it.
    private static final String PARKING =
            """
            select key, log_partition, log_offset from dead_letter
             where topic = :topic and parks and key = any (:keys)
             order by key for share
            """;

    private static final String COUNT_SET_ASIDE =
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

    // The kinds stand here as constants, so that the index of just these letters is used.
    private static final String MAY_PASS =
            """
            select id from dead_letter where kind in ('unknown', 'unreadable') and id > :after
             order by id limit :limit
            """;

    private static final String LIST =
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

    /// Puts a letter in the place of another one of the same order. The row stays the same one, so
    /// that a batch that waits for its lock still finds the order parked.
    void become(UUID former, DeadLetter next) {
        bound(BECOME, next).param("former", former).update();
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

    /// Finds a letter and keeps all others off it until the transaction ends.
    Optional<DeadLetter> lock(UUID id) {
        return jdbc.sql("select * from dead_letter where id = :id for update")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    /// The letter stays as it is, but for the cause; now that it can be read it may turn out to be
    /// an event that fails, which then parks nothing either: later ones have long gone past it.
    void failAgain(UUID id, FailureClassification cause) {
        jdbc.sql(
                        """
                        update dead_letter
                           set kind = :kind, cause = :cause, failed_again_at = clock_timestamp()
                         where id = :id
                        """)
                .param("kind", cause.kind().word())
                .param("cause", cause.text())
                .param("id", id)
                .update();
    }

    /// Finds a letter without locking it.
    Optional<DeadLetter> find(UUID id) {
        return jdbc.sql("select * from dead_letter where id = :id")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    /// The ids of letters whose cause a newer build, or a repaired row, may have removed: oldest
    /// first, after the one with this id.
    List<UUID> mayPass(UUID after, int limit) {
        return jdbc.sql(MAY_PASS)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    void delete(UUID id) {
        jdbc.sql("delete from dead_letter where id = :id").param("id", id).update();
    }

    /// Remembers that the record was given up.
    void discard(DeadLetter letter, OffsetDateTime at) {
        jdbc.sql(DISCARD)
                .param("topic", letter.record().topic())
                .param("partition", letter.record().position().partition())
                .param("offset", letter.record().position().offset())
                .param("at", at)
                .update();
    }

    /// Whether any order of the topic is parked.
    boolean parkAny(String topic) {
        return jdbc.sql("select exists (select from dead_letter where topic = :topic and parks)")
                .param("topic", topic)
                .query(Boolean.class)
                .single();
    }

    /// Which of these keys are parked, and where the letter stands that parks them; they stay so
    /// until the transaction ends.
    Map<String, PartitionOffset> parking(String topic, Collection<String> keys) {
        Map<String, PartitionOffset> parking = new HashMap<>();
        jdbc.sql(PARKING)
                .param("topic", topic)
                .param("keys", new SqlArrayValue("text", keys.stream().distinct().toArray()))
                .query(row -> {
                    parking.put(row.getString("key"), Positions.read(row));
                });
        return parking;
    }

    /// How many of these records are dead letters, wait behind one, or were given up.
    int countSetAside(String topic, Collection<PartitionOffset> positions) {
        return jdbc.sql(COUNT_SET_ASIDE)
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

    /// The letters that have waited longest since they failed last.
    List<ListedDeadLetter> oldest(int limit) {
        return jdbc.sql(LIST).param("limit", limit).query((row, _) -> readListed(row)).list();
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
}
