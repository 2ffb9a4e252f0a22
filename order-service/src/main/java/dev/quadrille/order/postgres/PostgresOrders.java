package dev.quadrille.order.postgres;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.States;
import dev.quadrille.messaging.jpa.JpaStateStore;
import dev.quadrille.order.application.OrderView;
import dev.quadrille.order.application.Orders;
import dev.quadrille.order.domain.NewOrder;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.value.OrderId;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class PostgresOrders implements Orders {

    private final EntityManager entities;
    private final OrderRows rows;
    private final StateStore<Order> states;

    PostgresOrders(EntityManager entities, OrderRows rows) {
        this.entities = entities;
        this.rows = rows;
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

    /// An order is on record before the first event about it is sent: whoever tells of another one
    /// tells of none of ours.
    private static IllegalStateException unknown(OrderId id) {
        return new IllegalStateException("there is no order " + id);
    }

    @Override
    public void add(NewOrder order, Optional<String> traceparent) {
        entities.persist(new OrderRow(order, traceparent));
        // The row comes before the fact that tells of it.
        entities.flush();
    }

    @Override
    public Optional<OrderView> find(OrderId id) {
        return rows.findById(id.value()).map(OrderRow::view);
    }

    @Override
    public States<Order> load(Collection<OrderId> orders) {
        return states.load(orders);
    }

    @Override
    public void save(States<Order> orders) {
        states.save(orders);
    }
}
