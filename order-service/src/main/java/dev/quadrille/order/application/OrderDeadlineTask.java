package dev.quadrille.order.application;

import dev.quadrille.messaging.leader.LeaderOnlyTask;
import dev.quadrille.messaging.leader.Lease;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Enforces the order deadline every second on the leader, and measures the age of the oldest open
/// order.
@Component
class OrderDeadlineTask extends LeaderOnlyTask {

    private final CancelOverdueOrders overdueOrders;
    private final Orders orders;
    private final Counter overdue;
    // NaN on a replica that is not the leader.
    private volatile double ageOfOldestOpen = Double.NaN;
    private int unreadableInSweep;
    private volatile int unreadable;

    OrderDeadlineTask(
            Lease deadlineLease,
            CancelOverdueOrders overdueOrders,
            Orders orders,
            MeterRegistry meters) {
        super("order-deadline", deadlineLease, Duration.ofSeconds(1));
        this.overdueOrders = overdueOrders;
        this.orders = orders;
        this.overdue = meters.counter("quadrille.orders.deadline");
        // Overdue orders that are not cancelled because their rows are unreadable.
        Gauge.builder("quadrille.orders.unreadable", () -> unreadable).register(meters);
        Gauge.builder("quadrille.orders.oldest.open", () -> ageOfOldestOpen)
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    protected void runOnce() {
        unreadableInSweep = 0;
        inBatches(this::cancelOverdue);
        unreadable = unreadableInSweep;
        ageOfOldestOpen = isLeader() ? orders.ageOfOldestOpen().toMillis() / 1000.0 : Double.NaN;
    }

    private int cancelOverdue(int limit) {
        CancelOverdueOrders.Swept swept = overdueOrders.cancel(limit);
        unreadableInSweep += swept.unreadable().size();
        overdue.increment(swept.overdue() - (double) swept.unreadable().size());
        return swept.overdue();
    }
}
