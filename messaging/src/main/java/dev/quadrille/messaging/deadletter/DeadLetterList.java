package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.RawRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Queries the dead letters for operators.
final class DeadLetterList {

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

    DeadLetterList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The dead letters by the time of their last failure, the oldest first.
    List<ListedDeadLetter> oldest(int limit) {
        return jdbc.sql(OLDEST).param("limit", limit).query((row, _) -> read(row)).list();
    }

    private static ListedDeadLetter read(ResultSet row) throws SQLException {
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
