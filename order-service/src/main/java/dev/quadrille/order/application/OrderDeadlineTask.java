package dev.quadrille.order.application;

import dev.quadrille.messaging.leader.Lease;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Enforces the order deadline every second on the leader, and measures the age of the oldest open
/// order.
@Component
class OrderDeadlineTask {

    private static final int BATCH = 100;

    private final Lease lease;
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
        this.lease = deadlineLease;
        this.overdueOrders = overdueOrders;
        this.orders = orders;
        this.overdue = meters.counter("quadrille.orders.deadline");
        // Overdue orders that are not cancelled because their rows are unreadable.
        Gauge.builder("quadrille.orders.unreadable", () -> unreadable).register(meters);
        Gauge.builder("quadrille.orders.oldest.open", () -> ageOfOldestOpen)
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void enforceDeadline() {
        unreadableInSweep = 0;
        boolean more = true;
        while (more && lease.isHeld()) {
            more = cancelBatch() == BATCH;
        }
        unreadable = unreadableInSweep;
        ageOfOldestOpen =
                lease.isHeld() ? orders.ageOfOldestOpen().toMillis() / 1000.0 : Double.NaN;
    }

    private int cancelBatch() {
        CancelOverdueOrders.Swept swept = overdueOrders.cancel(BATCH);
        unreadableInSweep += swept.unreadable().size();
        overdue.increment(swept.overdue() - (double) swept.unreadable().size());
        return swept.overdue();
    }
}
