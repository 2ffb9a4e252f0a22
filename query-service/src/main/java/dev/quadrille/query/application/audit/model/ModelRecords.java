package dev.quadrille.query.application.audit.model;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.orderflow.value.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The stored read model as the audit reads it.
public interface ModelRecords {

    /// A checksum over all fields of the views and events of the range.
    long digest(AuditRange range);

    /// Compares the first views of the range with the fold of their events, in one snapshot.
    Comparison compare(AuditRange range, int limit);

    /// A position in the log before the first event of the order, in the partition of the order.
    PartitionOffset before(OrderId order);

    /// Removes the view and the events of the order. Needs a transaction.
    void delete(OrderId order);

    /// The result of comparing some orders.
    ///
    /// @param last the last compared order; empty if there are no further orders in the range
    record Comparison(int orders, Optional<UUID> last, List<ModelDifference> differences) {}
}
