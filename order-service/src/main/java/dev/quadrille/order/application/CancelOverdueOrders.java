package dev.quadrille.order.application;

import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Cancels the orders that are still open after the deadline, regardless of the cause.
@Component
public class CancelOverdueOrders {

    private final Orders orders;
    private final CancelOrder cancelOrder;
    private final Duration deadline;
    private final Set<OrderId> unreadable = new HashSet<>();

    CancelOverdueOrders(
            Orders orders,
            CancelOrder cancelOrder,
            @Value("${quadrille.order.deadline}") Duration deadline) {
        this.orders = orders;
        this.cancelOrder = cancelOrder;
        this.deadline = deadline;
    }

    /// Cancels up to `limit` orders. Unreadable orders are skipped until the end of the sweep, so
    /// that they never delay the deadline of other orders. This method is not thread-safe.
    @Transactional
    public Swept cancel(int limit) {
        List<OrderId> overdue = orders.lockOverdue(deadline, limit, unreadable);
        Set<OrderId> skipped =
                cancelOrder.cancelAll(overdue, CancellationReason.DEADLINE_PASSED).unreadable();
        unreadable.addAll(skipped);
        Swept swept = new Swept(overdue.size(), skipped);
        if (overdue.size() < limit) {
            unreadable.clear();
        }
        return swept;
    }

    /// The result of one call.
    ///
    /// @param overdue the number of overdue orders
    /// @param unreadable the overdue orders that are unreadable and therefore not cancelled
    public record Swept(int overdue, Set<OrderId> unreadable) {}
}
