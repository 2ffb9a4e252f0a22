package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.outbox.RelayTable.Head;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
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
    private final Map<TopicPartition, Delivery> inFlight = new HashMap<>();
    private final Map<TopicPartition, ActiveBackoff> backingOff = new HashMap<>();

    /// @param wakeUp signalled when a delivery completes that the relay no longer waits for
    Deliveries(EventSender sender, WakeUpSignal wakeUp, LongSupplier nanoTime) {
        this.sender = sender;
        this.wakeUp = wakeUp;
        this.nanoTime = nanoTime;
    }

    Set<TopicPartition> blocked() {
        Set<TopicPartition> blocked = new HashSet<>(inFlight.keySet());
        backingOff.forEach((destination, backoff) -> {
            if (backoff.isActive(nanoTime.getAsLong())) {
                blocked.add(destination);
            }
        });
        return blocked;
    }

    /// @param isHandled whether this replica has a row in flight by itself, so that it is skipped
    /// @param epoch the fencing token under which the rows are sent
    void send(Collection<Head> heads, LongPredicate isHandled, long epoch)
            throws InterruptedException {
        List<Delivery> started = new ArrayList<>();
        for (Head head : heads) {
            List<OutboxRow> rows = sendable(head.rows(), isHandled);
            if (!rows.isEmpty()) {
                boolean hasMore = head.mayHaveMore() || rows.size() < head.rows().size();
                started.add(start(new Delivery(head.destination(), rows, epoch, hasMore)));
            }
        }
        await(started);
        for (Delivery slow : started.stream().filter(it -> !it.result.isDone()).toList()) {
            var _ = slow.result.whenComplete((_, _) -> wakeUp.signal());
        }
    }

    /// The rows that can be sent together: one per key. With two rows of a key in flight, the first
    /// could fail and the second be stored, which would reverse their order. A row that this
    /// replica has in flight by itself occupies its key. Rows without a key have no order to
    /// preserve.
    private static List<OutboxRow> sendable(List<OutboxRow> rows, LongPredicate isHandled) {
        Set<String> keys = new HashSet<>();
        return rows.stream()
                .filter(row -> row.key() == null || keys.add(row.key()))
                .filter(row -> !isHandled.test(row.id()))
                .toList();
    }

    /// On its own thread: a send may block for seconds while the metadata of the topic is unknown.
    private Delivery start(Delivery delivery) {
        inFlight.put(delivery.destination, delivery);
        Thread.ofVirtual().name("relay-" + delivery.destination).start(() -> complete(delivery));
        return delivery;
    }

    private void complete(Delivery delivery) {
        try {
            delivery.result.complete(sender.send(delivery.destination, delivery.rows));
        } catch (InterruptedException | RuntimeException | Error e) {
            // Catches Error too: a future that never completes would block the destination for
            // good.
            delivery.result.completeExceptionally(e);
        }
    }

    private static void await(List<Delivery> started) throws InterruptedException {
        try {
            CompletableFuture.allOf(
                            started.stream()
                                    .map(Delivery::result)
                                    .toArray(CompletableFuture<?>[]::new))
                    .get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Each delivery reports its own result.
        }
    }

    Results takeCompleted() {
        List<Delivery> done = inFlight.values().stream().filter(it -> it.result.isDone()).toList();
        Map<Long, List<OutboxRow>> acknowledged = new TreeMap<>();
        int failures = 0;
        boolean hasMore = false;
        for (Delivery delivery : done) {
            inFlight.remove(delivery.destination);
            List<OutboxRow> rows = acknowledged(delivery);
            updateBackoff(delivery.destination, rows);
            if (!rows.isEmpty()) {
                acknowledged.computeIfAbsent(delivery.epoch, _ -> new ArrayList<>()).addAll(rows);
            }
            // Rejected rows are retried at the next poll, not at once.
            boolean complete = rows.size() == delivery.rows.size();
            failures += complete ? 0 : 1;
            hasMore |= complete && delivery.hasMore;
        }
        return new Results(acknowledged, failures, hasMore);
    }

    private static List<OutboxRow> acknowledged(Delivery delivery) {
        try {
            return delivery.result.join();
        } catch (CompletionException e) {
            LOG.warn("retrying {}: {}", delivery.destination, e.toString());
            return List.of();
        }
    }

    private void updateBackoff(TopicPartition destination, List<OutboxRow> acknowledged) {
        if (acknowledged.isEmpty()) {
            backingOff
                    .computeIfAbsent(destination, _ -> new ActiveBackoff())
                    .extend(nanoTime.getAsLong());
        } else {
            // A single rejected row is no reason to delay the other rows of the destination.
            backingOff.remove(destination);
        }
    }

    /// The results of completed deliveries.
    ///
    /// @param acknowledged the acknowledged rows, by the epoch under which they were sent
    /// @param hasMore whether there are rows that can be sent at once
    record Results(Map<Long, List<OutboxRow>> acknowledged, int failures, boolean hasMore) {}

    /// Rows in flight to one destination.
    ///
    /// @param hasMore whether the destination may have more rows that can be sent next
    /// @param result the acknowledged rows
    private record Delivery(
            TopicPartition destination,
            List<OutboxRow> rows,
            long epoch,
            boolean hasMore,
            CompletableFuture<List<OutboxRow>> result) {

        Delivery(TopicPartition destination, List<OutboxRow> rows, long epoch, boolean hasMore) {
            this(destination, rows, epoch, hasMore, new CompletableFuture<>());
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
