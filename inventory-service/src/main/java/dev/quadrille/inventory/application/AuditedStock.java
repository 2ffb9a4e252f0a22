package dev.quadrille.inventory.application;

import dev.quadrille.messaging.audit.AuditRange;
import java.util.List;

/// The stored stock counters of each SKU beside the reservations that they must agree with, for the
/// audit. The counters are not validated: the audit reports wrong ones.
public interface AuditedStock {

    /// Reads the stock and the reservations of a range of orders in one snapshot.
    List<Balance> read(AuditRange range);

    /// The stored counters of a SKU and the pieces in reservations.
    ///
    /// @param reservedByOrders the pieces in the open reservations of the range
    /// @param shippedByOrders the pieces in the committed reservations of the range
    record Balance(
            String sku,
            long available,
            long reserved,
            long shipped,
            long delivered,
            long reservedByOrders,
            long shippedByOrders) {}
}
