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

/// Appends with one statement however many facts there are.
final class PostgresOutbox implements Outbox {

    // Rows are numbered in the order of the arrays.
    private static final String APPEND =
            """
            insert into outbox (topic, log_partition, key, event_id, type, at,
                                traceparent, cause_traceparent, body)
            select topic, log_partition, key, event_id, type, :at,
                   traceparent, cause_traceparent, body
              from unnest(:topics, :partitions, :keys, :ids, :types,
                          :traceparents, :causes, :bodies)
                   with ordinality as fact
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
                    "facts are appended in the transaction that makes them true");
        }
        if (!publications.isEmpty()) {
            insert(List.copyOf(publications), clock.instant());
            TransactionSynchronizationManager.registerSynchronization(new WakeUp(relay));
        }
    }

    private void insert(List<Publication<?>> facts, Instant now) {
        jdbc.sql(APPEND)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("topics", array("text", facts, fact -> fact.topic().name()))
                .param(
                        "partitions",
                        array("int", facts, fact -> fact.topic().partitionOf(fact.key())))
                .param("keys", array("text", facts, Publication::key))
                .param("ids", array("uuid", facts, _ -> Uuids.next()))
                .param("types", array("text", facts, fact -> Topic.typeOf(fact.event().getClass())))
                .param(
                        "traceparents",
                        array("text", facts, fact -> fact.trace().parent().orElse(null)))
                .param("causes", array("text", facts, fact -> fact.trace().cause().orElse(null)))
                .param(
                        "bodies",
                        array(
                                "text",
                                facts,
                                fact -> FlowJson.MAPPER.writeValueAsString(fact.event())))
                .update();
    }

    private static SqlArrayValue array(
            String type,
            List<Publication<?>> facts,
            Function<Publication<?>, @Nullable Object> column) {
        return new SqlArrayValue(type, facts.stream().map(column).toArray());
    }
}
