package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// Optimistic sending: each replica sends the rows that it has just committed, without reading them
/// again. Everything that it cannot send at once it leaves to the {@link OutboxRelay}.
///
/// Order per key: a row is sent only when all earlier rows of its key are acknowledged. If one of
/// them is not known to this replica, the new row is left to the relay.
///
/// Acknowledged rows are deleted by the next transaction that appends, so that the deletion costs
/// no transaction of its own; a timer deletes them if there is none. A crash in between publishes
/// them again: delivery is at least once.
///
/// Decision record: `docs/decisions/0029-optimistic-sending.md`.
final class OutboxSender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);

    /// Rows that are queued, wait for an earlier row, or are sent and not acknowledged.
    static final int MAX_PENDING = 5_000;

    private static final Duration DELETE_INTERVAL = Duration.ofMillis(250);
    private static final Duration MAX_DRAIN_TIME = Duration.ofSeconds(2);

    // After a failure the relay alone probes the broker.
    private static final Duration SUSPENSION = Duration.ofSeconds(1);

    private static final String DELETE =
            """
            delete from outbox
             where id in (select id from outbox where id = any (:ids) for update skip locked)
            """;

    private final Set<String> topics;
    private final EventSender sender;
    private final JdbcClient jdbc;
    private final FaultPoints faults;
    private final OutboxMetrics metrics;
    private final BlockingQueue<OutboxRow> queue = new LinkedBlockingQueue<>();

    // By id, whether the row was acknowledged in the end.
    private final Map<Long, CompletableFuture<Boolean>> pending = new ConcurrentHashMap<>();
    private final SentRows sent = new SentRows();
    private volatile long suspendedUntil = System.nanoTime();
    private volatile @Nullable Thread worker;

    /// @param topics the topics whose events are sent directly
    OutboxSender(
            Set<String> topics,
            EventSender sender,
            JdbcClient jdbc,
            FaultPoints faults,
            OutboxMetrics metrics) {
        this.topics = Set.copyOf(topics);
        this.sender = sender;
        this.jdbc = jdbc;
        this.faults = faults;
        this.metrics = metrics;
    }

    Set<String> topics() {
        return topics;
    }

    /// Whether events of this topic are sent directly, and not by the relay in the first place.
    boolean sends(String topic) {
        return topics.contains(topic);
    }

    /// Whether rows appended now would be sent by this replica.
    private boolean isActive() {
        return isRunning() && suspendedUntil - System.nanoTime() <= 0;
    }

    /// Takes the ids of acknowledged rows, for deletion in the transaction of the caller, who must
    /// report its end with {@link #deleted} or {@link #restore}.
    List<Long> takeAcknowledged() {
        if (sent.isEmpty()) {
            return List.of();
        }
        faults.pass(FaultPoint.RELAY_BEFORE_DELETE);
        return sent.take();
    }

    void deleted(Collection<Long> ids) {
        sent.deleted(ids);
    }

    void restore(Collection<Long> ids) {
        sent.restore(ids);
    }

    /// Sends rows after the commit. Never blocks: when too many rows are pending, the next ones are
    /// left to the relay.
    void send(Collection<OutboxRow> rows) {
        for (OutboxRow row : rows) {
            if (isActive() && pending.size() < MAX_PENDING) {
                pending.put(row.id(), new CompletableFuture<>());
                queue.add(row);
            }
        }
    }

    /// Whether this replica has the row in flight, or has sent it and not yet deleted it.
    boolean handles(long id) {
        return isRunning() && (pending.containsKey(id) || sent.contains(id));
    }

    private void run() {
        try {
            while (Thread.currentThread().equals(worker)) {
                OutboxRow next = queue.poll(DELETE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    deleteAcknowledged();
                } else {
                    sendSafely(next);
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("interrupted: leaving all events to the relay");
            if (Thread.currentThread().equals(worker)) {
                worker = null;
            }
        }
    }

    private void sendSafely(OutboxRow row) throws InterruptedException {
        try {
            sendInOrder(row);
        } catch (RuntimeException | Error e) {
            // Catches Error too: without its thread, the process would send nothing by itself.
            complete(row, e);
        }
    }

    private void sendInOrder(OutboxRow row) throws InterruptedException {
        for (long id : row.earlier()) {
            CompletableFuture<Boolean> earlier = pending.get(id);
            if (earlier != null) {
                var _ = earlier.whenComplete((_, _) -> queue.add(row));
                return;
            }
            if (!sent.wasAcknowledged(id)) {
                leaveToRelay(row);
                return;
            }
        }
        if (isActive()) {
            var _ = sender.send(row).whenComplete((_, failure) -> complete(row, failure));
        } else {
            leaveToRelay(row);
        }
    }

    private void complete(OutboxRow row, @Nullable Throwable failure) {
        if (failure == null) {
            sent.add(row.id());
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

    private void leaveToRelay(OutboxRow row) {
        Optional.ofNullable(pending.remove(row.id())).ifPresent(it -> it.complete(false));
    }

    private void deleteAcknowledged() {
        List<Long> ids = List.of();
        try {
            ids = takeAcknowledged();
            if (!ids.isEmpty()) {
                jdbc.sql(DELETE).param("ids", new SqlArrayValue("bigint", ids.toArray())).update();
                deleted(ids);
            }
        } catch (RuntimeException | Error e) {
            restore(ids);
            LOG.warn("cannot delete published events yet: {}", e.toString());
        }
    }

    @Override
    public void start() {
        queue.clear();
        pending.clear();
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
        }
    }

    private void awaitPending() throws InterruptedException {
        try {
            CompletableFuture.allOf(pending.values().toArray(CompletableFuture<?>[]::new))
                    .get(MAX_DRAIN_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("leaving events without an acknowledgement to the relay");
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
