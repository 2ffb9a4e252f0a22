package dev.quadrille.order.application;

import dev.quadrille.messaging.lease.Lease;
import dev.quadrille.messaging.lease.LeasePhases;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Does every second what no request and no event sets off: enforces the deadline, and forgets old
/// keys. One replica does it, the one that holds the lease; two at it for a moment would share the
/// work.
@Component
class Housekeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int BATCH = 100;

    private final Lease lease;
    private final CancelOverdueOrders overdueOrders;
    private final IdempotencyKeys keys;
    private final Orders orders;
    private final Counter overdue;
    // Not a number where another replica keeps house, and knows.
    private volatile double ageOfOldestOpen = Double.NaN;
    private volatile @Nullable ScheduledExecutorService rounds;

    Housekeeper(
            Lease deadlineLease,
            CancelOverdueOrders overdueOrders,
            IdempotencyKeys keys,
            Orders orders,
            MeterRegistry meters) {
        this.lease = deadlineLease;
        this.overdueOrders = overdueOrders;
        this.keys = keys;
        this.orders = orders;
        this.overdue = meters.counter("quadrille.orders.deadline");
        Gauge.builder("quadrille.orders.oldest.open", () -> ageOfOldestOpen)
                .baseUnit("seconds")
                .register(meters);
    }

    private void round() {
        try {
            inBatches(limit -> {
                int cancelled = overdueOrders.cancel(limit);
                overdue.increment(cancelled);
                return cancelled;
            });
            inBatches(keys::forgetExpired);
            ageOfOldestOpen = isOurs() ? orders.ageOfOldestOpen().toMillis() / 1000.0 : Double.NaN;
        } catch (RuntimeException e) {
            // Whatever it was: an exception that got out would end the schedule without a word.
            LOG.warn("the housekeeping is tried again: {}", e.toString());
        }
    }

    private void inBatches(IntUnaryOperator work) {
        boolean more = true;
        while (more && isOurs()) {
            more = work.applyAsInt(BATCH) == BATCH;
        }
    }

    private boolean isOurs() {
        return lease.epoch().isPresent();
    }

    @Override
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("housekeeper").factory());
        rounds = started;
        var _ =
                started.scheduleWithFixedDelay(
                        this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = rounds;
        rounds = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    /// Ends before the lease is given up.
    @Override
    public int getPhase() {
        return LeasePhases.RELAY;
    }
}
