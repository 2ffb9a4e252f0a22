package dev.quadrille.messaging.audit;

import java.util.Optional;
import java.util.UUID;

/// A checksum over the recorded orders of a range. Sources that keep the same orders have the same
/// checksums, in whatever order they store them.
///
/// @param open the orders whose record is not final
/// @param kept the orders that keep something: stock, money, a shipment
/// @param amount the sum of the amounts of the kept orders
/// @param ids the checksum of the ids of all orders
/// @param keptIds the checksum of the ids of the kept orders
/// @param keptAmounts the checksum of the ids and amounts of the kept orders
/// @param last the last order; empty if there is none
public record OrderDigest(
        long orders,
        long open,
        long kept,
        long amount,
        long ids,
        long keptIds,
        long keptAmounts,
        Optional<UUID> last) {

    /// Whether both sources keep the same orders.
    public boolean keepsSameOrders(OrderDigest other) {
        return kept == other.kept && keptIds == other.keptIds;
    }

    /// Whether both sources keep the same orders with the same amounts.
    public boolean keepsSameAmounts(OrderDigest other) {
        return keepsSameOrders(other) && keptAmounts == other.keptAmounts;
    }

    /// Whether both sources have recorded the same orders.
    public boolean hasSameOrders(OrderDigest other) {
        return orders == other.orders && ids == other.ids;
    }
}
