package dev.quadrille.query.application;

import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Long polling: requests wait here for an order to settle. The projection of this process wakes
/// them at once; orders that another replica has projected are found by polling, with one query for
/// all waiting requests.
@Component
public class SettlementSignals implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SettlementSignals.class);

    private final ReadModel model;
    private final LongPollSettings settings;
    private final Map<OrderId, Waiters> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService polls;

    SettlementSignals(ReadModel model, LongPollSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    /// Waits for the order to settle. Returns it when it is settled or when the time has passed;
    /// empty if it is still unknown then. The wait for an unknown order is shorter, and an order of
    /// another customer is not waited for.
    public Optional<OrderView> await(
            OrderId order, Duration atMost, Predicate<OrderView> belongsToAnotherCustomer)
            throws InterruptedException {
        Predicate<OrderView> isEnough = belongsToAnotherCustomer.or(OrderView::settled);
        long start = System.nanoTime();
        Waiters waiters = enter(order);
        try {
            // Reads only after it is registered, so that no settlement is missed in between.
            Optional<OrderView> found = find(order, waiters);
            long left = left(start, atMost, found);
            while (found.filter(isEnough).isEmpty() && left > 0) {
                boolean _ = waiters.wakeUps.tryAcquire(left, TimeUnit.NANOSECONDS);
                found = find(order, waiters);
                left = left(start, atMost, found);
            }
            return found;
        } finally {
            leave(order);
        }
    }

    private Optional<OrderView> find(OrderId order, Waiters waiters) {
        Optional<OrderView> found = model.find(order);
        waiters.known = found.filter(SettlementSignals::isKnown).isPresent();
        return found;
    }

    private long left(long start, Duration atMost, Optional<OrderView> found) {
        boolean all =
                found.filter(SettlementSignals::isKnown).isPresent()
                        || atMost.compareTo(settings.unknownOrder()) < 0;
        Duration wait = all ? atMost : settings.unknownOrder();
        return wait.toNanos() - (System.nanoTime() - start);
    }

    private static boolean isKnown(OrderView view) {
        return view.placed().isPresent();
    }

    void signal(OrderId order) {
        Waiters waiters = waiting.get(order);
        if (waiters != null) {
            waiters.wakeAll();
        }
    }

    /// Wakes requests whose orders another replica has projected.
    void poll() {
        Set<OrderId> orders = Set.copyOf(waiting.keySet());
        if (!orders.isEmpty()) {
            model.find(orders).values().forEach(this::signalIfChanged);
        }
    }

    private void signalIfChanged(OrderView view) {
        Waiters waiters = waiting.get(view.orderId());
        if (waiters != null && (view.settled() || (isKnown(view) && !waiters.known))) {
            waiters.wakeAll();
        }
    }

    private void safePoll() {
        try {
            poll();
        } catch (RuntimeException | Error e) {
            // An exception would silently end the schedule.
            LOG.info("cannot read the orders that requests wait for: {}", e.toString());
        }
    }

    private Waiters enter(OrderId order) {
        return waiting.compute(
                order, (_, waiters) -> (waiters == null ? new Waiters() : waiters).more(1));
    }

    private void leave(OrderId order) {
        waiting.computeIfPresent(
                order, (_, waiters) -> waiters.more(-1).count == 0 ? null : waiters);
    }

    @Override
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("settled-orders").factory());
        polls = started;
        long pause = settings.poll().toMillis();
        var _ = started.scheduleWithFixedDelay(this::safePoll, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = polls;
        polls = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return polls != null;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.CONSUMERS;
    }

    /// All requests that wait for one order.
    private static final class Waiters {
        private final Semaphore wakeUps = new Semaphore(0);
        private volatile int count;
        private volatile boolean known;

        /// Called under the map's lock for the order.
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private Waiters more(int change) {
            count += change;
            return this;
        }

        private void wakeAll() {
            wakeUps.release(count);
        }
    }
}
