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

/// Ends what nobody else has ended in time, whatever holds it up.
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

    /// Cancels up to `limit` orders. One whose row cannot be read is passed over until the sweep is
    /// at its end, so that such orders never keep others from their deadline. For one thread.
    @Transactional
    public Swept cancel(int limit) {
        List<OrderId> overdue = orders.lockOverdue(deadline, limit, unreadable);
        Set<OrderId> passedOver =
                cancelOrder.cancelAll(overdue, CancellationReason.DEADLINE_PASSED).unreadable();
        unreadable.addAll(passedOver);
        Swept swept = new Swept(overdue.size(), passedOver);
        if (overdue.size() < limit) {
            unreadable.clear();
        }
        return swept;
    }

    /// What one call has found.
    ///
    /// @param overdue how many orders were past their deadline
    /// @param unreadable those among them that cannot be read, and so were not cancelled
    public record Swept(int overdue, Set<OrderId> unreadable) {}
}
