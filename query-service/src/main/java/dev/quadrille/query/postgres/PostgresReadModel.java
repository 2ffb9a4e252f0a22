package dev.quadrille.query.postgres;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.OrderListing;
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
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// The read model in one of the two sets of tables. Every transaction that uses both tables
/// accesses `order_view` first, as the swap does.
class PostgresReadModel implements ReadModel {

    private static final String FIND =
            """
            select order_id, placed, reason, seen, placed_at, log_partition, trace_id
              from {set}.order_view
            """;

    // A view is derived from its occurrences only, so a change of this text shows that another
    // transaction has written the view.
    private static final String SAVE =
            """
            with changed as (
                select * from unnest(:orders, :customers, :statuses, :settled, :placed, :reasons, :seen,
                                     :placedAt, :updatedAt, :versions, :partitions, :offsets, :traceIds,
                                     :found)
                    as t (order_id, customer_id, status, settled, placed, reason, seen,
                          placed_at, updated_at, version, log_partition, log_offset, trace_id,
                          found)),
            added as (
                insert into {set}.order_view
                            (order_id, customer_id, status, settled, placed, reason, seen,
                             placed_at, updated_at, version, log_partition, log_offset, trace_id)
                select order_id, customer_id, status, settled, placed, reason, seen,
                       placed_at, updated_at, version, log_partition, log_offset, trace_id
                  from changed where found is null
                    on conflict do nothing returning 1),
            updated as (
                update {set}.order_view v
                   set customer_id = c.customer_id, status = c.status, settled = c.settled,
                       placed = c.placed, reason = c.reason, seen = c.seen,
                       placed_at = c.placed_at, updated_at = c.updated_at, version = c.version,
                       log_offset = c.log_offset, trace_id = c.trace_id
                  from changed c
                 where v.order_id = c.order_id and v.seen = c.found returning 1)
            select (select count(*) from added) + (select count(*) from updated)
            """;

    private static final String APPEND =
            """
            insert into {set}.order_event as e
                        (order_id, log_offset, log_partition, event_id, type, at, data)
            select * from unnest(:orders, :offsets, :partitions, :ids, :types, :at, :data)
                on conflict (order_id, event_id) do update set log_offset = excluded.log_offset
             where excluded.log_offset < e.log_offset
            """;

    private static final String TIMELINE =
            """
            select order_id, log_offset, log_partition, event_id, type, at, data
              from {set}.order_event where order_id = :order order by log_offset
            """;

    private final JdbcClient jdbc;
    private final ReadModelTables tables;

    PostgresReadModel(JdbcClient jdbc, ReadModelTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    private JdbcClient.StatementSpec sql(String statement) {
        return jdbc.sql(tables.sql(statement));
    }

    @Override
    public Optional<OrderView> find(OrderId order) {
        return sql(FIND + "where order_id = :order")
                .param("order", order.value())
                .query((row, _) -> OrderViewTable.view(row))
                .optional();
    }

    @Override
    public Map<OrderId, OrderView> find(Set<OrderId> orders) {
        return sql(FIND + "where order_id = any (:orders)")
                .param(
                        "orders",
                        new SqlArrayValue("uuid", orders.stream().map(OrderId::value).toArray()))
                .query((row, _) -> OrderViewTable.view(row))
                .list()
                .stream()
                .collect(Collectors.toMap(OrderView::orderId, Function.identity()));
    }

    @Override
    public OrderListing.Page list(OrderListing listing) {
        ListingStatement statement = ListingStatement.of(listing);
        return listing.pageOf(
                sql(FIND + statement.condition())
                        .params(statement.params())
                        .query((row, _) -> OrderViewTable.listed(row))
                        .list());
    }

    @Override
    public void save(Map<OrderId, OrderView> found, Collection<OrderView> views) {
        if (views.isEmpty()) {
            return;
        }
        int saved =
                sql(SAVE)
                        .param("orders", array("uuid", views, view -> view.orderId().value()))
                        .param("customers", array("text", views, OrderViewTable::customer))
                        .param("statuses", array("text", views, view -> view.status().name()))
                        .param("settled", array("boolean", views, OrderView::settled))
                        .param("placed", array("text", views, OrderViewTable::placed))
                        .param("reasons", array("text", views, OrderViewTable::reason))
                        .param("seen", array("text", views, OrderViewTable::seen))
                        .param("placedAt", array("timestamptz", views, OrderViewTable::placedAt))
                        .param("updatedAt", array("timestamptz", views, OrderViewTable::updatedAt))
                        .param("versions", array("int", views, OrderView::version))
                        .param("partitions", array("int", views, it -> it.position().partition()))
                        .param("offsets", array("bigint", views, it -> it.position().offset()))
                        .param("traceIds", array("text", views, it -> it.traceId().orElse(null)))
                        .param("found", array("text", views, it -> seenBefore(found, it)))
                        .query(Integer.class)
                        .single();
        if (saved != views.size()) {
            throw new OptimisticLockingFailureException(
                    "another replica has projected the same orders");
        }
    }

    private static @Nullable String seenBefore(Map<OrderId, OrderView> found, OrderView view) {
        OrderView before = found.get(view.orderId());
        return before == null ? null : OrderViewTable.seen(before);
    }

    @Override
    public void append(Collection<TimelineEntry> entries) {
        sql(APPEND)
                .param("orders", array("uuid", entries, entry -> entry.orderId().value()))
                .param("offsets", array("bigint", entries, entry -> entry.position().offset()))
                .param("partitions", array("int", entries, entry -> entry.position().partition()))
                .param("ids", array("uuid", entries, TimelineEntry::id))
                .param("types", array("text", entries, TimelineEntry::type))
                .param(
                        "at",
                        array("timestamptz", entries, entry -> OrderViewTable.time(entry.at())))
                .param("data", array("text", entries, OrderViewTable::data))
                .update();
    }

    @Override
    public List<TimelineEntry> timeline(OrderId order) {
        return sql(TIMELINE)
                .param("order", order.value())
                .query((row, _) -> OrderViewTable.entry(row))
                .list();
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
