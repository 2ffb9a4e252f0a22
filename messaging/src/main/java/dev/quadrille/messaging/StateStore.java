package dev.quadrille.messaging;

import dev.quadrille.orderflow.value.OrderId;
import java.util.Collection;

/// Stores a participant's state of every order. The status in that row makes each handler an
/// idempotent consumer.
///
/// @param <S> a participant's state of one order
public interface StateStore<S> {

    /// Loads the states of these orders in one query. An order without a row gets the initial
    /// state. An unreadable row does not affect other orders: only access to its own state fails.
    UnitOfWork<S> load(Collection<OrderId> orders);

    /// Loads the states of all orders of the batch, with the traces that rows of new orders store.
    default UnitOfWork<S> load(Batch batch) {
        return load(batch.orders()).withTraces(batch.traces());
    }

    /// Writes the changed states. The rows are locked when this method returns, so the events
    /// appended next are numbered in commit order. Uses optimistic locking: throws if another
    /// transaction has changed one of the orders; the batch must then be retried.
    void save(UnitOfWork<S> states);
}
