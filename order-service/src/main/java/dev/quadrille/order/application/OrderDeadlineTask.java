package dev.quadrille.order.application;

import dev.quadrille.messaging.leader.LeaderOnlyTask;
import dev.quadrille.messaging.leader.Lease;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Enforces the deadline every second, and knows how old the oldest open order is.
@Component
class OrderDeadlineTask extends LeaderOnlyTask {

    private final CancelOverdueOrders overdueOrders;
    private final Orders orders;
    private final Counter overdue;
    // Not a number where another replica keeps house, and knows.
    private volatile double ageOfOldestOpen = Double.NaN;
    private int unreadableThisRound;
    private volatile int unreadable;

    OrderDeadlineTask(
            Lease deadlineLease,
            CancelOverdueOrders overdueOrders,
            Orders orders,
            MeterRegistry meters) {
        super("housekeeper", deadlineLease, Duration.ofSeconds(1));
        this.overdueOrders = overdueOrders;
        this.orders = orders;
        this.overdue = meters.counter("quadrille.orders.deadline");
        // Past their deadline, and not cancelled, since their rows cannot be read.
        Gauge.builder("quadrille.orders.unreadable", () -> unreadable).register(meters);
        Gauge.builder("quadrille.orders.oldest.open", () -> ageOfOldestOpen)
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    protected void runOnce() {
        unreadableThisRound = 0;
        inBatches(this::cancelOverdue);
        unreadable = unreadableThisRound;
        ageOfOldestOpen = isLeader() ? orders.ageOfOldestOpen().toMillis() / 1000.0 : Double.NaN;
    }

    private int cancelOverdue(int limit) {
        CancelOverdueOrders.Swept swept = overdueOrders.cancel(limit);
        unreadableThisRound += swept.unreadable().size();
        overdue.increment(swept.overdue() - (double) swept.unreadable().size());
        return swept.overdue();
    }
}
