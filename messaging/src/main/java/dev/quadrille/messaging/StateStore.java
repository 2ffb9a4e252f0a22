package dev.quadrille.messaging;

import dev.quadrille.orderflow.value.OrderId;
import java.util.Collection;

/// Keeps a participant's state of every order: the row whose status makes each handler idempotent.
///
/// @param <S> a participant's state of one order
public interface StateStore<S> {

    /// Loads the states of these orders in one query; an order without one gets the state of the
    /// unknown. A row that cannot be read affects no other order: only asking for its state fails.
    UnitOfWork<S> load(Collection<OrderId> orders);

    /// Loads the states of all orders of the batch, which the rows of new orders then keep the
    /// trace of.
    default UnitOfWork<S> load(Batch batch) {
        return load(batch.orders()).traced(batch.traces());
    }

    /// Writes what was decided. The rows are locked when this returns, so that facts appended next
    /// are numbered in the order of commits. Throws if another transaction has decided on one of
    /// the orders meanwhile: try the batch again.
    void save(UnitOfWork<S> states);
}
