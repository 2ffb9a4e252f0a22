package dev.quadrille.query.application;

import dev.quadrille.orderflow.value.OrderId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tables that questions are answered from.
public interface ReadModel {

    Optional<OrderView> find(OrderId order);

    Map<OrderId, OrderView> find(Set<OrderId> orders);

    /// Writes views, but none over one that knows more of the log.
    void save(Collection<OrderView> views);

    /// Adds entries; those that are there already stay as they are.
    void append(Collection<TimelineEntry> entries);

    /// The order's events in the order of the log.
    List<TimelineEntry> timeline(OrderId order);
}
