package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.messaging.wire.RawRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// The parked orders and the table of their parked events, each behind the dead letter that parks
/// its order.
final class ParkedEvents {

    private static final String PARK =
            """
            insert into parked_event (topic, log_partition, log_offset, key, headers, body)
            values (:topic, :partition, :offset, :key, :headers, :body)
                on conflict do nothing
            """;

    private static final String BEHIND =
            """
            select * from parked_event where topic = :topic and key = :key
             order by log_partition, log_offset
            """;

    private static final String REMOVE =
            """
            delete from parked_event
             where topic = :topic and log_partition = :partition and log_offset = :offset
            """;

    // A concurrent replay holds the lock of the row. This query waits for it and then sees the
    // outcome.
    private static final String PARKED_KEYS =
            """
            select key, log_partition, log_offset from dead_letter
             where topic = :topic and parks and key = any (:keys)
             order by key for share
            """;

    private final JdbcClient jdbc;

    ParkedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean parksAny(String topic) {
        return jdbc.sql("select exists (select from dead_letter where topic = :topic and parks)")
                .param("topic", topic)
                .query(Boolean.class)
                .single();
    }

    /// The parked ones among these keys, with the letter that parks each, until the transaction
    /// ends.
    Map<String, PartitionOffset> parkedKeys(String topic, Collection<String> keys) {
        Map<String, PartitionOffset> parkedKeys = new HashMap<>();
        jdbc.sql(PARKED_KEYS)
                .param("topic", topic)
                .param("keys", new SqlArrayValue("text", keys.stream().distinct().toArray()))
                .query(row -> {
                    parkedKeys.put(row.getString("key"), DeadLetterTable.position(row));
                });
        return parkedKeys;
    }

    /// Returns whether the event was not parked before.
    boolean park(RawRecord record) {
        return positioned(PARK, record)
                        .param("key", record.key())
                        .param("headers", HeaderText.write(record.headers()))
                        .param("body", record.body())
                        .update()
                == 1;
    }

    /// The events parked behind the letter, in log order.
    List<RawRecord> behind(DeadLetter letter) {
        return jdbc.sql(BEHIND)
                .param("topic", letter.record().topic())
                .param("key", letter.key())
                .query((row, _) -> DeadLetterTable.record(row))
                .list();
    }

    void remove(RawRecord record) {
        positioned(REMOVE, record).update();
    }

    private JdbcClient.StatementSpec positioned(String sql, RawRecord record) {
        return jdbc.sql(sql)
                .param("topic", record.topic())
                .param("partition", record.position().partition())
                .param("offset", record.position().offset());
    }
}
