package dev.quadrille.order.application;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.order.domain.NewOrder;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The repository of accepted orders.
public interface Orders extends StateStore<Order> {

    void add(NewOrder order, Optional<String> traceparent);

    Optional<OrderSnapshot> find(OrderId id);

    /// Locks up to `limit` orders that have been open for longer than `deadline`, oldest first,
    /// until the end of the transaction. Skips orders that another transaction has locked, and the
    /// orders in `except`. All times are from the database clock.
    List<OrderId> lockOverdue(Duration deadline, int limit, Set<OrderId> except);

    /// Returns the age of the oldest open order, or zero if no order is open.
    Duration ageOfOldestOpen();
}
