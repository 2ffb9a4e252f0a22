package dev.quadrille.inventory.postgres;

import dev.quadrille.inventory.application.AuditedStock;
import dev.quadrille.messaging.audit.AuditRange;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresAuditedStock implements AuditedStock {

    // One statement, so that a reservation and its effect on the stock are both seen or neither.
    private static final String READ =
            """
            with by_orders as (
                select line.sku,
                       sum(line.quantity) filter (where r.status = 'RESERVED') as reserved,
                       sum(line.quantity) filter (where r.status = 'COMMITTED') as shipped
                  from reservation r
                 cross join lateral jsonb_to_recordset(r.lines::jsonb)
                                    as line (sku text, quantity bigint)
                 where r.order_id > :after and r.order_id <= :through
                   and r.status in ('RESERVED', 'COMMITTED')
                 group by line.sku)
            select s.sku, s.available, s.reserved, s.shipped, s.delivered,
                   coalesce(o.reserved, 0)::bigint as reserved_by_orders,
                   coalesce(o.shipped, 0)::bigint as shipped_by_orders
              from stock s left join by_orders o on o.sku = s.sku
             order by s.sku
            """;

    private final JdbcClient jdbc;

    PostgresAuditedStock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Balance> read(AuditRange range) {
        return jdbc.sql(READ)
                .param("after", range.after())
                .param("through", range.through())
                .query((row, _) ->
                        new Balance(
                                row.getString("sku"),
                                row.getLong("available"),
                                row.getLong("reserved"),
                                row.getLong("shipped"),
                                row.getLong("delivered"),
                                row.getLong("reserved_by_orders"),
                                row.getLong("shipped_by_orders")))
                .list();
    }
}
