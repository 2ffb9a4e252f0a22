package dev.quadrille.messaging.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the tables of one service for the audit. Each statement is a transaction of its own and
/// reads one range of the primary key.
public final class AuditQueries implements OrderRecords {

    // The hash functions of PostgreSQL may differ between its major versions. Different checksums
    // of
    // equal orders only make the audit compare the orders themselves.
    private static final String DIGEST =
            """
            with page as materialized (
                select order_id, kept, open, amount
                  from ({orders}) o
                 where order_id > :after and order_id <= :through
                 order by order_id limit :limit)
            select count(*) as orders,
                   count(*) filter (where open) as open,
                   count(*) filter (where kept) as kept,
                   coalesce(sum(amount) filter (where kept), 0)::bigint as amount,
                   coalesce(bit_xor(uuid_hash_extended(order_id, 0)), 0) as ids,
                   coalesce(bit_xor(uuid_hash_extended(order_id, 0)) filter (where kept), 0)
                       as kept_ids,
                   coalesce(bit_xor(hashint8extended(amount, uuid_hash_extended(order_id, 0)))
                            filter (where kept), 0) as kept_amounts,
                   (select order_id from page order by order_id desc limit 1) as last
              from page
            """;

    private static final String ORDERS =
            """
            select order_id, state, kept, open, amount, age
              from ({orders}) o
             where order_id > :after and order_id <= :through
             order by order_id limit :limit
            """;

    private static final String BACKLOG =
            """
            select (select count(*) from outbox) as outbox,
                   greatest(coalesce((select extract(epoch from clock_timestamp() - min(at))
                                        from outbox), 0), 0)::bigint as oldest_seconds,
                   (select count(*) from dead_letter) as dead_letters,
                   (select count(*) from parked_event) as parked
            """;

    private final JdbcClient jdbc;
    private final AuditTables tables;

    public AuditQueries(JdbcClient jdbc, AuditTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    @Override
    public OrderDigest digest(AuditRange range, int limit) {
        return page(DIGEST, range, limit)
                .query((row, _) ->
                        new OrderDigest(
                                row.getLong("orders"),
                                row.getLong("open"),
                                row.getLong("kept"),
                                row.getLong("amount"),
                                row.getLong("ids"),
                                row.getLong("kept_ids"),
                                row.getLong("kept_amounts"),
                                Optional.ofNullable(row.getObject("last", UUID.class))))
                .single();
    }

    @Override
    public List<AuditedOrder> orders(AuditRange range, int limit) {
        return page(ORDERS, range, limit)
                .query((row, _) ->
                        new AuditedOrder(
                                row.getObject("order_id", UUID.class),
                                row.getString("state"),
                                row.getBoolean("kept"),
                                row.getBoolean("open"),
                                row.getLong("amount"),
                                row.getLong("age")))
                .list();
    }

    private JdbcClient.StatementSpec page(String statement, AuditRange range, int limit) {
        return jdbc.sql(statement.replace("{orders}", tables.orders()))
                .param("after", range.after())
                .param("through", range.through())
                .param("limit", limit);
    }

    /// The first products after this SKU, by SKU; none if the service has no products.
    public List<AuditedProduct> products(String after, int limit) {
        return tables.catalog().map(it -> products(it, after, limit)).orElseGet(List::of);
    }

    private List<AuditedProduct> products(String table, String after, int limit) {
        return jdbc.sql(
                        "select sku, name, amount, currency, version from "
                                + table
                                + " where sku > :after order by sku limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, _) ->
                        new AuditedProduct(
                                row.getString("sku"),
                                row.getString("name"),
                                row.getLong("amount"),
                                row.getString("currency"),
                                row.getLong("version")))
                .list();
    }

    public MessageBacklog backlog() {
        return jdbc.sql(BACKLOG)
                .query((row, _) ->
                        new MessageBacklog(
                                row.getLong("outbox"),
                                row.getLong("oldest_seconds"),
                                row.getLong("dead_letters"),
                                row.getLong("parked")))
                .single();
    }
}
