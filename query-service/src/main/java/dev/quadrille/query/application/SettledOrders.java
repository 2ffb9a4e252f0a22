package dev.quadrille.query.application;

import dev.quadrille.orderflow.value.OrderId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Where questions wait for an order to settle. The projection of this process wakes them at once;
/// what another replica has projected is found by a look at the tables every now and then.
@Component
public class SettledOrders {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final ReadModel model;
    private final Map<OrderId, Waiting> waiting = new ConcurrentHashMap<>();

    SettledOrders(ReadModel model) {
        this.model = model;
    }

    /// The order once it is settled, or as it is when the time is over; empty if it is not known
    /// even then. Nobody waits for an order that is somebody else's.
    public Optional<OrderView> await(
            OrderId order, Duration atMost, Predicate<OrderView> isSomebodyElses)
            throws InterruptedException {
        Predicate<OrderView> isEnough = isSomebodyElses.or(OrderView::settled);
        long end = System.nanoTime() + atMost.toNanos();
        Waiting place = enter(order);
        try {
            // Looks only after it has taken its place, so that nothing can settle unnoticed in
            // between.
            Optional<OrderView> found = model.find(order);
            long left = end - System.nanoTime();
            while (found.filter(isEnough).isEmpty() && left > 0) {
                boolean _ =
                        place.bell.tryAcquire(
                                Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
                found = model.find(order);
                left = end - System.nanoTime();
            }
            return found;
        } finally {
            leave(order);
        }
    }

    void tell(OrderId order) {
        Waiting place = waiting.get(order);
        if (place != null) {
            place.bell.release(place.guests);
        }
    }

    private Waiting enter(OrderId order) {
        return waiting.compute(
                order, (_, place) -> (place == null ? new Waiting() : place).more(1));
    }

    private void leave(OrderId order) {
        waiting.computeIfPresent(order, (_, place) -> place.more(-1).guests == 0 ? null : place);
    }

    /// All who wait for one order.
    private static final class Waiting {
        private final Semaphore bell = new Semaphore(0);
        private volatile int guests;

        /// Called under the map's lock on the order.
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private Waiting more(int change) {
            guests += change;
            return this;
        }
    }
}
