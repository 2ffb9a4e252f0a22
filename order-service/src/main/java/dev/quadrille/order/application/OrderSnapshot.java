package dev.quadrille.order.application;

import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The state of an order in the order service. It does not include the compensations of other
/// participants.
public record OrderSnapshot(
        OrderId orderId,
        CustomerId customerId,
        String status,
        Optional<CancellationReason> reason,
        List<OrderLine> items,
        Money total,
        Instant placedAt,
        Instant updatedAt,
        int version,
        Optional<String> traceId) {

    /// Returns whether the saga of the order has ended. The order service knows this only for
    /// confirmed orders.
    public boolean settled() {
        return status.equals("CONFIRMED");
    }
}
