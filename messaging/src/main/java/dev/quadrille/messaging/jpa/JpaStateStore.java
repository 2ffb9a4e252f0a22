package dev.quadrille.messaging.jpa;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.UnreadableState;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;

/// Stores states with JPA, in the surrounding transaction: one select per batch, and one JDBC batch
/// each for inserts and updates.
public final class JpaStateStore<S, R extends StateRow<S>> implements StateStore<S> {

    private final EntityManager entities;
    private final Class<R> rowType;
    private final Function<OrderId, R> newRow;
    private final Function<OrderId, S> unknown;

    /// @param unknown creates the initial state of an order that has no row
    public JpaStateStore(
            EntityManager entities,
            Class<R> rowType,
            Function<OrderId, R> newRow,
            Function<OrderId, S> unknown) {
        this.entities = entities;
        this.rowType = rowType;
        this.newRow = newRow;
        this.unknown = unknown;
    }

    @Override
    public UnitOfWork<S> load(Collection<OrderId> orders) {
        List<UUID> ids = orders.stream().distinct().map(OrderId::value).toList();
        Map<OrderId, S> loaded = new HashMap<>();
        Map<OrderId, EventTrace> traces = new HashMap<>();
        List<UnreadableState> unreadable = new ArrayList<>();
        for (R row : entities.unwrap(Session.class).findMultiple(rowType, ids)) {
            if (row != null) {
                read(row, loaded, unreadable);
                traces.put(row.orderId(), row.trace());
            }
        }
        return new UnitOfWork<>(loaded, unknown).withTraces(traces).withUnreadable(unreadable);
    }

    private void read(R row, Map<OrderId, S> loaded, List<UnreadableState> unreadable) {
        try {
            loaded.put(row.orderId(), row.state());
        } catch (RuntimeException e) {
            unreadable.add(new UnreadableState(row.orderId(), e));
        }
    }

    @Override
    public void save(UnitOfWork<S> states) {
        states.changed().forEach((order, next) -> write(states, order, next));
        entities.flush();
    }

    private void write(UnitOfWork<S> states, OrderId order, S next) {
        if (states.wasLoaded(order)) {
            // No query: the entity is already in the persistence context of this transaction.
            update(entities.getReference(rowType, order.value()), states, order, next);
        } else {
            R row = newRow.apply(order);
            update(row, states, order, next);
            entities.persist(row);
        }
    }

    private void update(R row, UnitOfWork<S> states, OrderId order, S next) {
        row.update(next);
        EventTrace trace = states.traceOf(order);
        if (trace.parent().isPresent()) {
            row.updateTrace(trace);
        }
    }
}
