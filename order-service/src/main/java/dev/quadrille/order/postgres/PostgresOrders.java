package dev.quadrille.order.postgres;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.jpa.JpaStateStore;
import dev.quadrille.order.application.OrderSnapshot;
import dev.quadrille.order.application.Orders;
import dev.quadrille.order.domain.NewOrder;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.value.OrderId;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresOrders implements Orders {

    private static final String OVERDUE =
            """
            select order_id from orders
             where status = 'PLACED' and placed_at < now() - make_interval(secs => :deadline)
               and order_id <> all (:except)
             order by placed_at limit :limit for update skip locked
            """;

    // The time of these orders is in the future, because the database clock stepped back. The step
    // would postpone their deadline. The deadline restarts, so that no recent order is cancelled.
    private static final String RESTART_DEADLINE =
            """
            update orders set placed_at = now()
             where order_id in (select order_id from orders
                                 where status = 'PLACED'
                                   and placed_at > now() + make_interval(secs => :deadline)
                                 order by placed_at limit :limit for update skip locked)
            """;
    private static final String OLDEST_OPEN =
            """
            select greatest(coalesce(extract(epoch from now() - min(placed_at)), 0), 0)
              from orders where status = 'PLACED'
            """;

    private final EntityManager entities;
    private final OrderRowRepository rows;
    private final JdbcClient jdbc;
    private final StateStore<Order> states;

    PostgresOrders(EntityManager entities, OrderRowRepository rows, JdbcClient jdbc) {
        this.entities = entities;
        this.rows = rows;
        this.jdbc = jdbc;
        this.states =
                new JpaStateStore<>(
                        entities,
                        OrderRow.class,
                        id -> {
                            throw unknown(id);
                        },
                        id -> {
                            throw unknown(id);
                        });
    }

    /// Creates the exception for an event of an order that does not exist. Valid events always have
    /// an order, because the order is stored before its first event is published.
    private static IllegalStateException unknown(OrderId id) {
        return new IllegalStateException("Unknown order: " + id);
    }

    @Override
    public void add(NewOrder order, Optional<String> traceparent) {
        entities.persist(new OrderRow(order, traceparent));
        // The row must be inserted before the outbox entry of its event.
        entities.flush();
    }

    @Override
    public Optional<OrderSnapshot> find(OrderId id) {
        return rows.findById(id.value()).map(OrderRow::toSnapshot);
    }

    @Override
    public List<OrderId> lockOverdue(Duration deadline, int limit, Set<OrderId> except) {
        double seconds = deadline.toMillis() / 1000.0;
        jdbc.sql(RESTART_DEADLINE).param("deadline", seconds).param("limit", limit).update();
        return jdbc.sql(OVERDUE)
                .param("deadline", seconds)
                .param("limit", limit)
                .param(
                        "except",
                        new SqlArrayValue("uuid", except.stream().map(OrderId::value).toArray()))
                .query((row, _) -> new OrderId(row.getObject("order_id", UUID.class)))
                .list();
    }

    @Override
    public Duration ageOfOldestOpen() {
        double seconds = jdbc.sql(OLDEST_OPEN).query(Double.class).single();
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    @Override
    public UnitOfWork<Order> load(Collection<OrderId> orders) {
        return states.load(orders);
    }

    @Override
    public void save(UnitOfWork<Order> orders) {
        states.save(orders);
    }
}
