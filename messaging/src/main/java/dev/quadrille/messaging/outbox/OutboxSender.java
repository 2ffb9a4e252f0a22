package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Optimistic sending: each replica sends the rows that it has just committed, without reading them
/// again. Everything that it cannot send at once it leaves to the {@link OutboxRelay}.
///
/// Order per key: a row is sent only when all earlier rows of its key are acknowledged. The append
/// returns the rows of the key that are still in the outbox; if one of them is not known to this
/// replica, the new row is left to the relay.
///
/// Acknowledged rows are deleted by the next transaction that appends, so that the deletion costs
/// no transaction of its own; a timer deletes them if there is none. A crash in between publishes
/// them again: delivery is at least once.
///
/// Decision record: `docs/decisions/0029-optimistic-sending.md`.
final class OutboxSender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);

    private static final int MAX_QUEUED = 5_000;
    private static final int MAX_DELETED_TOGETHER = 500;
    private static final int REMEMBERED = 10_000;
    private static final Duration DELETE_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_DRAIN_TIME = Duration.ofSeconds(2);

    // After a failure the relay alone probes the broker.
    private static final Duration SUSPENSION = Duration.ofSeconds(1);

    private final Set<String> topics;
    private final EventSender sender;
    private final OutboxTable table;
    private final FaultPoints faults;
    private final OutboxMetrics metrics;
    private final BlockingQueue<AppendedRow> queue = new LinkedBlockingQueue<>(MAX_QUEUED);

    // Whether the row was acknowledged, by id, for all rows that are queued or sent.
    private final Map<Long, CompletableFuture<Boolean>> pending = new ConcurrentHashMap<>();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Long> recentlyAcknowledged =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>() {
                                @Override
                                protected boolean removeEldestEntry(Map.Entry<Long, Boolean> it) {
                                    return size() > REMEMBERED;
                                }
                            }));
    private volatile long suspendedUntil = System.nanoTime();
    private volatile @Nullable Thread worker;

    /// @param topics the topics whose events are sent directly
    OutboxSender(
            Set<String> topics,
            EventSender sender,
            OutboxTable table,
            FaultPoints faults,
            OutboxMetrics metrics) {
        this.topics = Set.copyOf(topics);
        this.sender = sender;
        this.table = table;
        this.faults = faults;
        this.metrics = metrics;
    }

    /// Whether events of this topic are sent directly, and not by the relay in the first place.
    boolean sends(String topic) {
        return topics.contains(topic);
    }

    /// Whether rows appended now would be sent by this replica.
    private boolean isActive() {
        return worker != null && suspendedUntil - System.nanoTime() <= 0;
    }

    /// Takes the ids of acknowledged rows, for deletion in the transaction of the caller. The
    /// caller must return them with {@link #restore} if the transaction does not commit.
    List<Long> takeAcknowledged() {
        if (acknowledged.isEmpty()) {
            return List.of();
        }
        faults.pass(FaultPoint.RELAY_BEFORE_DELETE);
        List<Long> some = acknowledged.stream().limit(MAX_DELETED_TOGETHER).toList();
        return some.stream().filter(acknowledged::remove).toList();
    }

    void restore(Collection<Long> ids) {
        acknowledged.addAll(ids);
    }

    /// Sends rows after the commit. Never blocks: rows that find the queue full are left to the
    /// relay.
    void send(Collection<AppendedRow> rows) {
        for (AppendedRow row : rows) {
            if (isActive()) {
                pending.put(row.id(), new CompletableFuture<>());
                enqueue(row);
            }
        }
    }

    private void enqueue(AppendedRow row) {
        if (!queue.offer(row)) {
            leaveToRelay(row);
        }
    }

    /// Whether this replica has the row in flight, or will delete it.
    boolean handles(long id) {
        return pending.containsKey(id) || acknowledged.contains(id);
    }

    private void run() {
        try {
            while (Thread.currentThread().equals(worker)) {
                AppendedRow next = queue.poll(DELETE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    deleteAcknowledged();
                } else {
                    sendInOrder(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendInOrder(AppendedRow row) {
        CompletableFuture<Boolean> earlier = CompletableFuture.completedFuture(true);
        for (long id : row.earlier()) {
            CompletableFuture<Boolean> other = pending.get(id);
            if (other != null) {
                earlier = other;
            } else if (!recentlyAcknowledged.contains(id)) {
                leaveToRelay(row);
                return;
            }
        }
        if (!isActive()) {
            leaveToRelay(row);
        } else if (earlier.isDone()) {
            sendNow(row);
        } else {
            var _ = earlier.whenComplete((_, _) -> enqueue(row));
        }
    }

    private void sendNow(AppendedRow row) {
        try {
            var _ = sender.send(row.row()).whenComplete((_, failure) -> complete(row, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leaveToRelay(row);
        } catch (RuntimeException | Error e) {
            // Also an Error: without its thread, the process would send nothing by itself.
            complete(row, e);
        }
    }

    private void complete(AppendedRow row, @Nullable Throwable failure) {
        if (failure == null) {
            recentlyAcknowledged.add(row.id());
            acknowledged.add(row.id());
            metrics.sentDirectly();
            Optional.ofNullable(pending.remove(row.id())).ifPresent(it -> it.complete(true));
        } else {
            suspend(failure);
            leaveToRelay(row);
        }
    }

    private void suspend(Throwable failure) {
        if (isActive()) {
            LOG.warn("leaving events to the relay: {}", failure.toString());
        }
        suspendedUntil = System.nanoTime() + SUSPENSION.toNanos();
    }

    private void leaveToRelay(AppendedRow row) {
        Optional.ofNullable(pending.remove(row.id())).ifPresent(it -> it.complete(false));
    }

    private void deleteAcknowledged() {
        List<Long> ids = List.of();
        try {
            ids = takeAcknowledged();
            if (!ids.isEmpty()) {
                table.delete(ids);
            }
        } catch (RuntimeException | Error e) {
            restore(ids);
            LOG.warn("cannot delete published events yet: {}", e.toString());
        }
    }

    @Override
    public void start() {
        Thread thread = Thread.ofPlatform().daemon().name("outbox-sender").unstarted(this::run);
        worker = thread;
        thread.start();
    }

    /// Waits briefly for the acknowledgements of rows in flight; the relay sends the others.
    @Override
    public void stop() {
        Thread stopping = worker;
        try {
            if (stopping != null) {
                awaitPending();
                worker = null;
                boolean _ = stopping.join(MAX_DRAIN_TIME);
                deleteAcknowledged();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            worker = null;
            queue.clear();
            pending.clear();
        }
    }

    private void awaitPending() throws InterruptedException {
        long deadline = System.nanoTime() + MAX_DRAIN_TIME.toNanos();
        while (!pending.isEmpty() && deadline - System.nanoTime() > 0) {
            Thread.sleep(10);
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.RELAY;
    }
}
