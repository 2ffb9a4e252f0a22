package dev.quadrille.order.application;

import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An order as order-service knows it. What the others have done about a cancellation it does not
/// know.
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

    /// Only of a confirmed order is it known here that nothing is left to do.
    public boolean settled() {
        return status.equals("CONFIRMED");
    }
}
