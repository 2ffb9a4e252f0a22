package dev.quadrille.order.application;

import dev.quadrille.orderflow.event.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Ends what nobody else has ended in time, whatever holds it up.
@Component
public class CancelOverdueOrders {

    private final Orders orders;
    private final CancelOrder cancelOrder;
    private final Duration deadline;

    CancelOverdueOrders(
            Orders orders,
            CancelOrder cancelOrder,
            @Value("${quadrille.order.deadline}") Duration deadline) {
        this.orders = orders;
        this.cancelOrder = cancelOrder;
        this.deadline = deadline;
    }

    /// Cancels up to `limit` orders; returns how many there were.
    @Transactional
    public int cancel(int limit) {
        List<OrderId> overdue = orders.lockOverdue(deadline, limit);
        cancelOrder.cancelAll(overdue, CancellationReason.DEADLINE_PASSED);
        return overdue.size();
    }
}
