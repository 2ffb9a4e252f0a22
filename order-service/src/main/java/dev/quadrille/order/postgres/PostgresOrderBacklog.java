package dev.quadrille.order.postgres;

import dev.quadrille.order.application.OpenOrders;
import dev.quadrille.order.application.OrderBacklog;
import dev.quadrille.orderflow.value.CustomerId;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresOrderBacklog implements OrderBacklog {

    // The server counts the updates of a table since its statistics began, and an order is updated
    // once, when it is settled. The counter is late by up to a second.
    private static final String OPEN =
            """
            select count(*) as open,
                   greatest(coalesce(extract(epoch from
                       now() - percentile_disc(0.25) within group (order by placed_at)), 0), 0) as age,
                   (select n_tup_upd from pg_stat_user_tables where relid = 'orders'::regclass) as settled
              from orders where status = 'PLACED'
            """;
    private static final String OPEN_BY_CUSTOMER =
            """
            select customer_id, count(*) as open
              from orders where status = 'PLACED' group by customer_id
            """;

    private final JdbcClient jdbc;

    PostgresOrderBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public OpenOrders open() {
        return jdbc.sql(OPEN)
                .query((row, _) ->
                        new OpenOrders(
                                row.getLong("open"),
                                Duration.ofMillis(Math.round(1000 * row.getDouble("age"))),
                                row.getLong("settled")))
                .single();
    }

    @Override
    public Map<CustomerId, Long> openByCustomer() {
        Map<CustomerId, Long> open = new HashMap<>();
        jdbc.sql(OPEN_BY_CUSTOMER)
                .query((ResultSet row) -> {
                    open.put(new CustomerId(row.getString("customer_id")), row.getLong("open"));
                });
        return open;
    }
}
