package dev.quadrille.order.application;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.order.domain.NewOrder;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Optional;

/// All orders that were ever accepted.
public interface Orders extends StateStore<Order> {

    void add(NewOrder order, Optional<String> traceparent);

    Optional<OrderView> find(OrderId id);
}
