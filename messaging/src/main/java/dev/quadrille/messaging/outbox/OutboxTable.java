package dev.quadrille.messaging.outbox;

import static java.util.Objects.requireNonNull;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.EncodedEvent;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// The outbox table as services write it.
final class OutboxTable {

    // One statement for everything: it deletes rows that were published meanwhile, appends the new
    // ones, and returns for each new row the earlier rows of its key. These are complete: the
    // caller
    // holds the lock of the row whose changes the events of this key report. `skip locked`, so that
    // two replicas never wait for each other. The `order by` makes ids follow the order of the
    // arrays.
    private static final String APPEND =
            """
            with published as (
                delete from outbox
                 where id in (select id from outbox where id = any (:published)
                                 for update skip locked)),
            appended as (
                insert into outbox (topic, log_partition, key, event_id, type, at,
                                    traceparent, cause_traceparent, body)
                select topic, log_partition, key, event_id, type, at,
                       traceparent, cause_traceparent, body
                  from unnest(:topics, :partitions, :keys, :ids, :types, :times,
                              :traceparents, :causes, :bodies)
                       with ordinality as event
                       (topic, log_partition, key, event_id, type, at,
                        traceparent, cause_traceparent, body, number)
                 order by number
                returning id, topic, log_partition, key, event_id)
            select id, event_id,
                   array(select earlier.id
                           from outbox earlier
                          where earlier.topic = appended.topic
                            and earlier.log_partition = appended.log_partition
                            and earlier.key = appended.key) as earlier
              from appended
             order by id
            """;

    private static final String DELETE =
            """
            delete from outbox
             where id in (select id from outbox where id = any (:ids) for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final String source;

    /// @param source the publishing service
    OutboxTable(JdbcClient jdbc, String source) {
        this.jdbc = jdbc;
        this.source = source;
    }

    /// Appends events in the given order, and deletes published rows.
    List<AppendedRow> append(List<EventEnvelope<?>> events, Collection<Long> published) {
        List<EncodedEvent> encoded = events.stream().map(EncodedEvent::of).toList();
        Map<UUID, AppendedEvent> byId = new HashMap<>();
        jdbc.sql(APPEND)
                .param("published", new SqlArrayValue("bigint", published.toArray()))
                .param("topics", array("text", encoded, EncodedEvent::topic))
                .param("partitions", array("int", events, OutboxTable::partitionOf))
                .param("keys", array("text", encoded, EncodedEvent::key))
                .param("ids", array("uuid", encoded, EncodedEvent::id))
                .param("types", array("text", encoded, EncodedEvent::type))
                .param(
                        "times",
                        array("timestamptz", encoded, it -> it.at().atOffset(ZoneOffset.UTC)))
                .param(
                        "traceparents",
                        array("text", encoded, it -> it.trace().parent().orElse(null)))
                .param("causes", array("text", encoded, it -> it.trace().cause().orElse(null)))
                .param("bodies", array("text", encoded, EncodedEvent::body))
                .query((ResultSet row) -> {
                    byId.put(row.getObject("event_id", UUID.class), AppendedEvent.read(row));
                });
        return rows(events, encoded, byId);
    }

    private List<AppendedRow> rows(
            List<EventEnvelope<?>> events,
            List<EncodedEvent> encoded,
            Map<UUID, AppendedEvent> byId) {
        List<AppendedRow> rows = new ArrayList<>();
        Map<String, List<Long>> sameKey = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            EncodedEvent event = encoded.get(i);
            AppendedEvent appended = requireNonNull(byId.get(event.id()));
            List<Long> earlier = new ArrayList<>(appended.earlier());
            List<Long> inThisBatch =
                    sameKey.computeIfAbsent(
                            event.topic() + ' ' + event.key(), _ -> new ArrayList<>());
            earlier.addAll(inThisBatch);
            inThisBatch.add(appended.id());
            Destination destination = new Destination(event.topic(), partitionOf(events.get(i)));
            rows.add(
                    new AppendedRow(
                            OutboxRow.of(appended.id(), destination, event.toRecord(source)),
                            earlier));
        }
        return rows;
    }

    private static int partitionOf(EventEnvelope<?> event) {
        Topic<?> topic = event.topic();
        return topic.partitionOf(event.key());
    }

    void delete(Collection<Long> ids) {
        jdbc.sql(DELETE).param("ids", new SqlArrayValue("bigint", ids.toArray())).update();
    }

    private static <T> SqlArrayValue array(
            String type, List<T> events, Function<? super T, @Nullable Object> column) {
        return new SqlArrayValue(type, events.stream().map(column).toArray());
    }

    private record AppendedEvent(long id, List<Long> earlier) {

        static AppendedEvent read(ResultSet row) throws SQLException {
            Array earlier = row.getArray("earlier");
            return new AppendedEvent(row.getLong("id"), List.of((Long[]) earlier.getArray()));
        }
    }
}
