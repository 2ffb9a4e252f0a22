package dev.quadrille.messaging.outbox;

import static java.util.Objects.requireNonNull;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.EncodedEvent;
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
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Transactional outbox in PostgreSQL. All events of a call are appended with one statement, and
/// sent after the commit.
final class PostgresOutbox implements Outbox {

    // A partition with more rows has a backlog, which the relay sends. Without this limit, an
    // append would take longer the more rows are waiting.
    private static final int BACKLOG = 1_000;

    // One statement for everything: it deletes rows that were published meanwhile, appends the new
    // ones, and returns those that this replica may send, each with the earlier rows of its key.
    // These are complete: the caller holds the lock of the row whose changes the events of this key
    // report. `skip locked`, so that two replicas never wait for each other. The `order by` makes
    // ids follow the order of the arrays.
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
                returning id, topic, log_partition, key, event_id),
            waiting as (
                select destination.*, earlier.*,
                       count(*) over (partition by topic, log_partition) as total
                  from (select distinct topic, log_partition from appended
                         where topic = any (:sentDirectly)) destination
                 cross join lateral (
                       select id, key from outbox
                        where topic = destination.topic
                          and log_partition = destination.log_partition
                        limit :backlog) earlier)
            select appended.id, event_id, array_remove(array_agg(waiting.id), null) as earlier
              from appended
              left join waiting
                on waiting.topic = appended.topic and waiting.key = appended.key
             where appended.topic = any (:sentDirectly)
               and (appended.topic, appended.log_partition)
                   not in (select topic, log_partition from waiting where total = :backlog)
             group by appended.id, event_id
             order by appended.id
            """;

    private final JdbcClient jdbc;
    private final String source;
    private final OutboxSender sender;
    private final OutboxRelay relay;

    /// @param source the publishing service
    PostgresOutbox(JdbcClient jdbc, String source, OutboxSender sender, OutboxRelay relay) {
        this.jdbc = jdbc;
        this.source = source;
        this.sender = sender;
        this.relay = relay;
    }

    @Override
    public void append(Collection<? extends EventEnvelope<?>> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "events must be appended in the transaction that causes them");
        }
        if (!events.isEmpty()) {
            // Registered before the statement, so that its failure returns the ids.
            Appended appended = new Appended(sender.takeAcknowledged());
            TransactionSynchronizationManager.registerSynchronization(appended);
            appended.rows = insert(List.copyOf(events), appended.published);
            appended.wakesRelay = events.stream().anyMatch(it -> !sender.sends(it.topic().name()));
        }
    }

    /// Returns the rows that this replica may send.
    private List<OutboxRow> insert(List<EventEnvelope<?>> events, Collection<Long> published) {
        List<EncodedEvent> encoded = events.stream().map(EncodedEvent::of).toList();
        Map<UUID, Position> positions = new HashMap<>();
        jdbc.sql(APPEND)
                .param("published", new SqlArrayValue("bigint", published.toArray()))
                .param("sentDirectly", new SqlArrayValue("text", sender.topics().toArray()))
                .param("backlog", BACKLOG)
                .param("topics", array("text", encoded, EncodedEvent::topic))
                .param("partitions", array("int", events, PostgresOutbox::partitionOf))
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
                    positions.put(row.getObject("event_id", UUID.class), Position.read(row));
                });
        return rows(events, encoded, positions);
    }

    private List<OutboxRow> rows(
            List<EventEnvelope<?>> events,
            List<EncodedEvent> encoded,
            Map<UUID, Position> positions) {
        List<OutboxRow> rows = new ArrayList<>();
        // The statement does not see the rows that it appends.
        Map<String, List<Long>> appended = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            EncodedEvent event = encoded.get(i);
            Position position = positions.get(event.id());
            if (position != null) {
                List<Long> sameKey =
                        appended.computeIfAbsent(
                                event.topic() + ' ' + event.key(), _ -> new ArrayList<>());
                rows.add(row(events.get(i), event, position, sameKey));
                sameKey.add(position.id);
            }
        }
        return rows;
    }

    private OutboxRow row(
            EventEnvelope<?> envelope, EncodedEvent event, Position position, List<Long> sameKey) {
        List<Long> earlier = new ArrayList<>(position.earlier);
        earlier.addAll(sameKey);
        return OutboxRow.of(
                        position.id,
                        new TopicPartition(event.topic(), partitionOf(envelope)),
                        event.toRecord(source))
                .after(earlier);
    }

    private static int partitionOf(EventEnvelope<?> event) {
        Topic<?> topic = event.topic();
        return topic.partitionOf(event.key());
    }

    private static <T> SqlArrayValue array(
            String type, List<T> events, Function<? super T, @Nullable Object> column) {
        return new SqlArrayValue(type, events.stream().map(column).toArray());
    }

    /// The id of an appended row, and those of the rows of its key that precede it.
    private record Position(long id, List<Long> earlier) {

        static Position read(ResultSet row) throws SQLException {
            Long[] earlier = (Long[]) requireNonNull(row.getArray("earlier")).getArray();
            return new Position(row.getLong("id"), List.of(earlier));
        }
    }

    /// What happens when the transaction ends.
    private final class Appended implements TransactionSynchronization {

        private final List<Long> published;
        private List<OutboxRow> rows = List.of();
        private boolean wakesRelay;

        Appended(List<Long> published) {
            this.published = published;
        }

        @Override
        public void afterCommit() {
            sender.send(rows);
            if (wakesRelay) {
                relay.wake();
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                sender.deleted(published);
            } else {
                sender.restore(published);
            }
        }
    }
}
