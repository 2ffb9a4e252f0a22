package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.messaging.outbox.Deliveries.Results;
import dev.quadrille.messaging.outbox.RelayTable.Head;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/// Polling relay of the transactional outbox, active on the leader only. It sends what the replicas
/// do not send themselves ({@link OutboxSender}): rows of topics that are not sent directly, and
/// rows left behind, which are still in the outbox after a poll interval. A round reads the oldest
/// rows of each destination, sends one row per key, waits briefly for acknowledgements, and deletes
/// acknowledged rows. A crash before the deletion sends rows again: delivery is at least once. A
/// failed destination blocks no other, and a rejected row blocks only its key.
///
/// Decision record: `docs/decisions/0004-outbox-and-relay.md`.
final class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration MAX_ROUND = Duration.ofSeconds(10);

    // Longer than a replica needs to send a row and to delete it.
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /// Of the relay, and of each destination, after failures in a row.
    static final BackOff BACK_OFF = backOff();

    private final Lease lease;
    private final RelayTable rows;
    private final FaultPoints faults;
    private final LongPredicate isHandled;
    private final OutboxMetrics metrics;
    private final WakeUpSignal wakeUp = new WakeUpSignal();
    private final Deliveries deliveries;
    private BackOffExecution backoff = BACK_OFF.start();
    private Duration pause = POLL_INTERVAL;
    private long leftBehind;
    private long seen;
    private long seenAt;
    private boolean wasLeader;
    private volatile @Nullable Thread worker;

    OutboxRelay(
            Lease lease,
            RelayTable rows,
            EventSender sender,
            LongPredicate isHandled,
            FaultPoints faults,
            OutboxMetrics metrics) {
        this.lease = lease;
        this.rows = rows;
        this.deliveries = new Deliveries(sender, wakeUp, System::nanoTime);
        this.isHandled = isHandled;
        this.faults = faults;
        this.metrics = metrics;
    }

    private static BackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
        backOff.setMaxInterval(1000);
        return backOff;
    }

    /// Signals that rows of other topics were committed, so that the relay does not wait for its
    /// next poll. Never blocks.
    void wake() {
        wakeUp.signal();
    }

    private void run() {
        try {
            while (Thread.currentThread().equals(worker)) {
                if (!runRoundSafely()) {
                    // The signal comes only from this replica. Rows appended by other replicas,
                    // rows left behind, and recovery of the database are found by polling.
                    wakeUp.await(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            rows.close();
        }
    }

    /// Returns whether there may be more to do at once.
    private boolean runRoundSafely() throws InterruptedException {
        try {
            Optional<Long> epoch = lease.epoch();
            boolean more = epoch.isPresent() && runRound(epoch.get());
            wasLeader = epoch.isPresent();
            backoff = BACK_OFF.start();
            pause = POLL_INTERVAL;
            return more;
        } catch (RuntimeException | Error e) {
            // Catches Error too: if the thread ended, the process would keep its lease and no other
            // replica could take over.
            LOG.warn("relay round failed, retrying: {}", e.toString());
            metrics.failed(1);
            rows.reconnect();
            pause = Duration.ofMillis(backoff.nextBackOff());
            return false;
        }
    }

    private boolean runRound(long epoch) throws InterruptedException {
        long newest = rows.newest();
        if (!wasLeader) {
            // What a previous leader or an earlier run of this process has left behind.
            seen = newest;
            seenAt = System.nanoTime() - POLL_INTERVAL.toNanos();
        }
        advance(newest);
        if (newest > 0 && !send(rows.heads(deliveries.blocked(), leftBehind), epoch)) {
            return false;
        }
        Results results = deliveries.takeCompleted();
        // Rows that are being deleted by a transaction of their replica are read again at the next
        // poll, not at once.
        return deleteAcknowledged(results) && results.hasMore();
    }

    /// Rows that are still there a poll interval after they were first seen have been left behind.
    private void advance(long newest) {
        long now = System.nanoTime();
        if (now - seenAt >= POLL_INTERVAL.toNanos()) {
            leftBehind = seen;
            seen = newest;
            seenAt = now;
        }
    }

    /// Returns whether all acknowledged rows were deleted by this relay.
    private boolean deleteAcknowledged(Results results) {
        metrics.failed(results.failures());
        if (!results.acknowledged().isEmpty()) {
            faults.pass(FaultPoint.RELAY_BEFORE_DELETE);
        }
        boolean complete = true;
        for (Map.Entry<Long, List<OutboxRow>> sent : results.acknowledged().entrySet()) {
            complete &= delete(sent.getValue(), sent.getKey());
        }
        return complete;
    }

    private boolean delete(List<OutboxRow> sent, long epoch) {
        metrics.relayed(sent.size());
        Optional<Integer> deleted = rows.delete(sent, lease, epoch);
        if (deleted.isEmpty()) {
            metrics.fenced(sent.size());
        }
        return deleted.filter(it -> it == sent.size()).isPresent();
    }

    /// Returns false if another replica holds the lease by now.
    private boolean send(Collection<Head> heads, long epoch) throws InterruptedException {
        if (heads.isEmpty()) {
            return true;
        }
        faults.pass(FaultPoint.RELAY_BEFORE_SEND);
        if (lease.epoch().filter(current -> current == epoch).isEmpty()) {
            return false;
        }
        deliveries.send(heads, isHandled, epoch);
        return true;
    }

    @Override
    public void start() {
        Thread thread = Thread.ofPlatform().daemon().name("relay").unstarted(this::run);
        worker = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread stopping = worker;
        worker = null;
        wakeUp.signal();
        try {
            if (stopping != null && !stopping.join(MAX_ROUND)) {
                stopping.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
