package dev.quadrille.order.application;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.order.domain.NewOrder;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All orders that were ever accepted.
public interface Orders extends StateStore<Order> {

    void add(NewOrder order, Optional<String> traceparent);

    Optional<OrderSnapshot> find(OrderId id);

    /// Up to `limit` orders that have been without an end for longer than `deadline`, oldest first,
    /// locked until the transaction ends. What another transaction works on is left out, and so are
    /// those of `except`. All times are the database's.
    List<OrderId> lockOverdue(Duration deadline, int limit, Set<OrderId> except);

    /// How long the oldest order without an end has been so; zero if there is none.
    Duration ageOfOldestOpen();
}
