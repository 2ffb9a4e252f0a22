package dev.quadrille.messaging.deadletter.store;

import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.messaging.wire.RawRecord;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table of parked events, each behind a dead letter of its order.
public final class ParkedEvents {

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

    private final JdbcClient jdbc;

    ParkedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns whether the event was not parked before.
    public boolean park(RawRecord record) {
        return positioned(PARK, record)
                        .param("key", record.key())
                        .param("headers", HeaderText.write(record.headers()))
                        .param("body", record.body())
                        .update()
                == 1;
    }

    /// The events parked behind the letter, in log order.
    public List<RawRecord> behind(DeadLetter letter) {
        return jdbc.sql(BEHIND)
                .param("topic", letter.record().topic())
                .param("key", letter.key())
                .query((row, _) -> Positions.record(row))
                .list();
    }

    public void remove(RawRecord record) {
        positioned(REMOVE, record).update();
    }

    private JdbcClient.StatementSpec positioned(String sql, RawRecord record) {
        return jdbc.sql(sql)
                .param("topic", record.topic())
                .param("partition", record.position().partition())
                .param("offset", record.position().offset());
    }
}
