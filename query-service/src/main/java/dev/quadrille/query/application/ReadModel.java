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

    /// Throws {@link dev.quadrille.messaging.UnreadableState} if what is stored of one of them
    /// cannot be read.
    Map<OrderId, OrderView> find(Set<OrderId> orders);

    OrderListing.Page list(OrderListing listing);

    /// Writes what has become of views, and nothing over what somebody else has written since they
    /// were found: then throws {@link org.springframework.dao.OptimisticLockingFailureException},
    /// to be tried again.
    ///
    /// @param found as they were; those that are missing there are new
    void save(Map<OrderId, OrderView> found, Collection<OrderView> views);

    /// Adds entries, each event once. Of an event that is there already the entry that stands first
    /// in the log stays.
    void append(Collection<TimelineEntry> entries);

    /// The order's events in the order of the log.
    List<TimelineEntry> timeline(OrderId order);
}
