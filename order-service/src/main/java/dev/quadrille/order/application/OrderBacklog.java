package dev.quadrille.order.application;

import dev.quadrille.orderflow.value.CustomerId;
import java.util.Map;

/// The open orders of all replicas, as numbers.
public interface OrderBacklog {

    OpenOrders open();

    /// Returns the number of open orders by customer; customers without open orders are missing.
    Map<CustomerId, Long> openByCustomer();
}
