package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.batching.WakeUpSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;

/// The deliveries in flight, at most one per destination, and the backoff of each destination after
/// a failure. An unresponsive destination does not block the others. Not thread-safe: used by the
/// relay thread only.
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    // Results within this time are deleted in one statement; slower ones are collected in a later
    // round.
    private static final Duration GRACE = Duration.ofMillis(50);

    private final EventSender sender;
    private final WakeUpSignal wakeUp;
    private final LongSupplier nanoTime;
    private final Map<Destination, Delivery> inFlight = new HashMap<>();
    private final Map<Destination, ActiveBackoff> backingOff = new HashMap<>();

    /// @param wakeUp signalled when a delivery completes that the relay no longer waits for
    Deliveries(EventSender sender, WakeUpSignal wakeUp, LongSupplier nanoTime) {
        this.sender = sender;
        this.wakeUp = wakeUp;
        this.nanoTime = nanoTime;
    }

    Set<Destination> blocked() {
        Set<Destination> blocked = new HashSet<>(inFlight.keySet());
        backingOff.forEach((destination, backoff) -> {
            if (backoff.isActive(nanoTime.getAsLong())) {
                blocked.add(destination);
            }
        });
        return blocked;
    }

    /// @param isHandled whether this replica has a row in flight by itself, so that it is skipped
    void send(Collection<RelayBatch> batches, LongPredicate isHandled, long epoch)
            throws InterruptedException {
        List<Delivery> started = new ArrayList<>();
        for (RelayBatch batch : batches) {
            List<OutboxRow> sendable = batch.sendable(isHandled);
            if (!sendable.isEmpty()) {
                started.add(Delivery.start(sender, batch, sendable, epoch));
            }
        }
        started.forEach(it -> inFlight.put(it.destination(), it));
        await(started);
        for (Delivery pending : started.stream().filter(it -> !it.isDone()).toList()) {
            var _ = pending.acknowledgement().whenComplete((_, _) -> wakeUp.signal());
        }
    }

    private static void await(List<Delivery> started) throws InterruptedException {
        try {
            CompletableFuture.allOf(
                            started.stream()
                                    .map(Delivery::acknowledgement)
                                    .toArray(CompletableFuture<?>[]::new))
                    .get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Each delivery reports its own result.
        }
    }

    SendResults takeCompleted() {
        List<Delivery> done = inFlight.values().stream().filter(Delivery::isDone).toList();
        SendResults results = new SendResults();
        for (Delivery delivery : done) {
            inFlight.remove(delivery.destination());
            List<OutboxRow> acknowledged = acknowledged(delivery);
            updateBackoff(delivery.destination(), acknowledged);
            results.add(delivery, acknowledged);
        }
        return results;
    }

    private static List<OutboxRow> acknowledged(Delivery delivery) {
        try {
            return delivery.acknowledged();
        } catch (CompletionException e) {
            LOG.warn("retrying {}: {}", delivery.destination(), e.toString());
            return List.of();
        }
    }

    private void updateBackoff(Destination destination, List<OutboxRow> acknowledged) {
        if (acknowledged.isEmpty()) {
            backingOff
                    .computeIfAbsent(destination, _ -> new ActiveBackoff())
                    .extend(nanoTime.getAsLong());
        } else {
            // A single rejected row is no reason to delay the other rows of the destination.
            backingOff.remove(destination);
        }
    }

    private static final class ActiveBackoff {

        private final BackOffExecution pauses = OutboxRelay.BACK_OFF.start();
        private long until;

        void extend(long now) {
            until = now + TimeUnit.MILLISECONDS.toNanos(pauses.nextBackOff());
        }

        boolean isActive(long now) {
            return until - now > 0;
        }
    }
}
