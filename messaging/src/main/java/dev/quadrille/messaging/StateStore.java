package dev.quadrille.messaging;

import dev.quadrille.orderflow.value.OrderId;
import java.util.Collection;

/// Stores the state of every order. The status in that row makes each handler an idempotent
/// consumer.
public interface StateStore<S> {

    /// Loads in one query; an order without a row gets the initial state. An unreadable row affects
    /// only access to its own state.
    UnitOfWork<S> load(Collection<OrderId> orders);

    /// Includes the traces that rows of new orders store.
    default UnitOfWork<S> load(Batch batch) {
        return load(batch.orders()).withTraces(batch.traces());
    }

    /// Writes with optimistic locking: throws if another transaction changed one of the orders;
    /// retry the batch. Locks the rows, so events appended next are numbered in commit order.
    void save(UnitOfWork<S> states);
}
