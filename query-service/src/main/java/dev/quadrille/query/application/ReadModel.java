package dev.quadrille.query.application;

import dev.quadrille.orderflow.value.OrderId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The read model of CQRS: the tables from which queries are answered.
public interface ReadModel {

    Optional<OrderView> find(OrderId order);

    /// Loads views.
    ///
    /// @throws dev.quadrille.messaging.UnreadableState if a stored view cannot be read
    Map<OrderId, OrderView> find(Set<OrderId> orders);

    OrderListing.Page list(OrderListing listing);

    /// Writes changed views with optimistic locking.
    ///
    /// @param found the views as they were loaded; views that are missing there are new
    /// @throws org.springframework.dao.OptimisticLockingFailureException if another transaction has
    ///   written a view since it was loaded; the caller retries
    void save(Map<OrderId, OrderView> found, Collection<OrderView> views);

    /// Adds timeline entries, each event once. If the event is there already, the entry with the
    /// earlier position remains.
    void append(Collection<TimelineEntry> entries);

    /// The order's events in the order of the log.
    List<TimelineEntry> timeline(OrderId order);
}
