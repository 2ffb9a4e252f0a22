package dev.quadrille.query.application;

import dev.quadrille.orderflow.value.OrderId;
import java.util.List;
import java.util.Optional;

/// The queries of clients about orders.
public interface OrderQueries {

    Optional<OrderView> find(OrderId order);

    OrderListing.Page list(OrderListing listing);

    /// The order's events in the order of the log.
    List<TimelineEntry> timeline(OrderId order);
}
