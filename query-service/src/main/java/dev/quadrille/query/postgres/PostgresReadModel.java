package dev.quadrille.query.postgres;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.OrderView;
import dev.quadrille.query.application.ReadModel;
import dev.quadrille.query.application.TimelineEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresReadModel implements ReadModel {

    private static final String FIND =
            """
            select order_id, placed, reason, seen, placed_at, updated_at, log_partition, log_offset, trace_id
              from order_view
            """;

    private static final String SAVE =
            """
            insert into order_view (order_id, customer_id, status, settled, placed, reason, seen,
                                    placed_at, updated_at, version, log_partition, log_offset, trace_id)
            select * from unnest(:orders, :customers, :statuses, :settled, :placed, :reasons, :seen,
                                 :placedAt, :updatedAt, :versions, :partitions, :offsets, :traceIds)
                on conflict (order_id) do update
               set customer_id = excluded.customer_id, status = excluded.status,
                   settled = excluded.settled, placed = excluded.placed, reason = excluded.reason,
                   seen = excluded.seen, placed_at = excluded.placed_at,
                   updated_at = excluded.updated_at, version = excluded.version,
                   log_offset = excluded.log_offset,
                   trace_id = excluded.trace_id
             where excluded.version > order_view.version
            """;

    private static final String APPEND =
            """
            insert into order_event (order_id, log_offset, log_partition, event_id, type, at, data)
            select * from unnest(:orders, :offsets, :partitions, :ids, :types, :at, :data)
                on conflict do nothing
            """;

    private final JdbcClient jdbc;

    PostgresReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<OrderView> find(OrderId order) {
        return jdbc.sql(FIND + "where order_id = :order")
                .param("order", order.value())
                .query((row, _) -> OrderRows.view(row))
                .optional();
    }

    @Override
    public Map<OrderId, OrderView> find(Set<OrderId> orders) {
        return jdbc
                .sql(FIND + "where order_id = any (:orders)")
                .param(
                        "orders",
                        new SqlArrayValue("uuid", orders.stream().map(OrderId::value).toArray()))
                .query((row, _) -> OrderRows.view(row))
                .list()
                .stream()
                .collect(Collectors.toMap(OrderView::orderId, Function.identity()));
    }

    @Override
    public void save(Collection<OrderView> views) {
        jdbc.sql(SAVE)
                .param("orders", array("uuid", views, view -> view.orderId().value()))
                .param("customers", array("text", views, OrderRows::customer))
                .param("statuses", array("text", views, OrderView::status))
                .param("settled", array("boolean", views, OrderView::settled))
                .param("placed", array("text", views, OrderRows::placed))
                .param(
                        "reasons",
                        array("text", views, view -> view.reason().map(Enum::name).orElse(null)))
                .param("seen", array("text", views, OrderRows::seen))
                .param(
                        "placedAt",
                        array("timestamptz", views, view -> OrderRows.time(view.placedAt())))
                .param(
                        "updatedAt",
                        array("timestamptz", views, view -> OrderRows.time(view.updatedAt())))
                .param("versions", array("int", views, OrderView::version))
                .param("partitions", array("int", views, view -> view.position().partition()))
                .param("offsets", array("bigint", views, view -> view.position().offset()))
                .param("traceIds", array("text", views, view -> view.traceId().orElse(null)))
                .update();
    }

    @Override
    public void append(Collection<TimelineEntry> entries) {
        jdbc.sql(APPEND)
                .param("orders", array("uuid", entries, entry -> entry.orderId().value()))
                .param("offsets", array("bigint", entries, entry -> entry.position().offset()))
                .param("partitions", array("int", entries, entry -> entry.position().partition()))
                .param("ids", array("uuid", entries, TimelineEntry::id))
                .param("types", array("text", entries, TimelineEntry::type))
                .param("at", array("timestamptz", entries, entry -> OrderRows.time(entry.at())))
                .param("data", array("text", entries, OrderRows::data))
                .update();
    }

    @Override
    public List<TimelineEntry> timeline(OrderId order) {
        return jdbc.sql(
                        """
                        select order_id, log_offset, log_partition, event_id, type, at, data
                          from order_event where order_id = :order order by log_offset
                        """)
                .param("order", order.value())
                .query((row, _) -> OrderRows.entry(row))
                .list();
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
