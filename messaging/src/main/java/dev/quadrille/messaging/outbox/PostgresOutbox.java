package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Publication;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.platform.Uuids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Transactional outbox in PostgreSQL. Appends with one statement, whatever the number of events.
final class PostgresOutbox implements Outbox {

    // The `order by` makes row numbers follow the order of the arrays.
    private static final String APPEND =
            """
            insert into outbox (topic, log_partition, key, event_id, type, at,
                                traceparent, cause_traceparent, body)
            select topic, log_partition, key, event_id, type, :at,
                   traceparent, cause_traceparent, body
              from unnest(:topics, :partitions, :keys, :ids, :types,
                          :traceparents, :causes, :bodies)
                   with ordinality as event
                   (topic, log_partition, key, event_id, type,
                    traceparent, cause_traceparent, body, number)
             order by number
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Relay relay;

    PostgresOutbox(JdbcClient jdbc, Clock clock, Relay relay) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.relay = relay;
    }

    @Override
    public void append(Collection<? extends Publication<?>> publications) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "events must be appended in the transaction that causes them");
        }
        if (!publications.isEmpty()) {
            insert(List.copyOf(publications), clock.instant());
            TransactionSynchronizationManager.registerSynchronization(new WakeUp(relay));
        }
    }

    private void insert(List<Publication<?>> publications, Instant now) {
        jdbc.sql(APPEND)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param(
                        "topics",
                        array("text", publications, publication -> publication.topic().name()))
                .param(
                        "partitions",
                        array(
                                "int",
                                publications,
                                publication -> publication.topic().partitionOf(publication.key())))
                .param("keys", array("text", publications, Publication::key))
                .param("ids", array("uuid", publications, _ -> Uuids.next()))
                .param(
                        "types",
                        array(
                                "text",
                                publications,
                                publication -> Topic.typeOf(publication.event().getClass())))
                .param(
                        "traceparents",
                        array(
                                "text",
                                publications,
                                publication -> publication.trace().parent().orElse(null)))
                .param(
                        "causes",
                        array(
                                "text",
                                publications,
                                publication -> publication.trace().cause().orElse(null)))
                .param(
                        "bodies",
                        array(
                                "text",
                                publications,
                                publication ->
                                        FlowJson.MAPPER.writeValueAsString(publication.event())))
                .update();
    }

    private static SqlArrayValue array(
            String type,
            List<Publication<?>> publications,
            Function<Publication<?>, @Nullable Object> column) {
        return new SqlArrayValue(type, publications.stream().map(column).toArray());
    }
}
