package dev.quadrille.query.postgres.rebuild;

import static java.util.Objects.requireNonNull;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.rebuild.ModelComparison;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresModelComparison implements ModelComparison {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String NEWEST =
            "select log_partition, max(log_offset) from public.order_view group by log_partition";

    private static final String OUTSIDE =
            """
            select count(distinct e.order_id), count(*)
              from public.order_event e
              left join unnest(:partitions, :offsets) as edge (log_partition, log_offset)
                   on edge.log_partition = e.log_partition
             where {condition}
            """;

    // The limit is not a parameter: the planner would assume a large value.
    private static final String COMPARE =
            """
            with slice as materialized (
                select order_id from public.order_view
                 where order_id > :after order by order_id limit 5000),
            missing as (
                select e.order_id, e.event_id
                  from slice
                  join public.order_event e on e.order_id = slice.order_id
                  join unnest(:partitions, :offsets) as edge (log_partition, log_offset)
                       on edge.log_partition = e.log_partition and e.log_offset < edge.log_offset
                 where not exists (select from spare.order_event s
                                    where s.order_id = e.order_id and s.event_id = e.event_id))
            select (select order_id from slice order by order_id desc limit 1) as last,
                   (select count(distinct order_id) from missing) as orders,
                   (select count(*) from missing) as events
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    PostgresModelComparison(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public TopicOffsets newestServing() {
        return inTransaction(() ->
                TopicOffsets.of(
                        jdbc.sql(NEWEST)
                                .query((row, _) ->
                                        new PartitionOffset(row.getInt(1), row.getLong(2)))
                                .list()));
    }

    @Override
    public Missing servingBefore(TopicOffsets begin) {
        return count("e.log_offset < edge.log_offset", begin);
    }

    @Override
    public Missing servingBehind(TopicOffsets end) {
        return count("edge.log_offset is null or e.log_offset >= edge.log_offset", end);
    }

    private Missing count(String condition, TopicOffsets edges) {
        return inTransaction(() ->
                statement(OUTSIDE.replace("{condition}", condition), edges)
                        .query((row, _) -> new Missing(row.getLong(1), row.getLong(2)))
                        .single());
    }

    @Override
    public Slice compare(Optional<OrderId> after, TopicOffsets end) {
        return inTransaction(() -> {
            jdbc.sql(PostgresShadowTables.BY_INDEX).update();
            return statement(COMPARE, end)
                    .param("after", after.map(OrderId::value).orElse(BEFORE_ALL))
                    .query((row, _) ->
                            new Slice(
                                    Optional.ofNullable(row.getObject("last", UUID.class))
                                            .map(OrderId::new),
                                    new Missing(row.getLong("orders"), row.getLong("events"))))
                    .single();
        });
    }

    private JdbcClient.StatementSpec statement(String sql, TopicOffsets edges) {
        List<Integer> partitions = List.copyOf(edges.byPartition().keySet());
        return jdbc.sql(sql)
                .param("partitions", new SqlArrayValue("int", partitions.toArray()))
                .param(
                        "offsets",
                        new SqlArrayValue("bigint", partitions.stream().map(edges::of).toArray()));
    }

    /// Each statement reads a whole table, or a large part of one.
    private <T> T inTransaction(Supplier<T> question) {
        return requireNonNull(
                transaction.execute(_ -> {
                    jdbc.sql("set local statement_timeout = 0").update();
                    return question.get();
                }));
    }
}
