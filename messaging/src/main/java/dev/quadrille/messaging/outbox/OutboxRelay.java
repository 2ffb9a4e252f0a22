package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.batching.AdaptiveBatchPause;
import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The relay of one replica; works only while it holds the lease, so that one is active per
/// service. A round reads the oldest rows of each destination, sends at most one a key, waits a
/// moment for the broker, and deletes what was acknowledged. A crash between the last two sends
/// again: duplicates, never a loss. A destination that takes nothing holds up no other one, and a
/// row that is refused holds up only its own key.
final class OutboxRelay implements Relay, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    private final Lease lease;
    private final RelayTable rows;
    private final FaultPoints faults;
    private final RelayMetrics metrics;
    private final WakeUpSignal bell = new WakeUpSignal();
    private final Deliveries deliveries;
    private final AdaptiveBatchPause pace = new AdaptiveBatchPause();
    private final DestinationBackoff backoff =
            new DestinationBackoff(Duration.ofMillis(100), Duration.ofSeconds(1));
    private volatile @Nullable Thread worker;

    OutboxRelay(
            Lease lease,
            RelayTable rows,
            EventSender broker,
            FaultPoints faults,
            RelayMetrics metrics) {
        this.lease = lease;
        this.rows = rows;
        this.deliveries = new Deliveries(broker, bell, System::nanoTime);
        this.faults = faults;
        this.metrics = metrics;
    }

    @Override
    public void wake() {
        bell.ring();
    }

    private void work() {
        try {
            while (Thread.currentThread().equals(worker)) {
                if (!roundSafely()) {
                    // Rows of other replicas ring no bell here; the database going away rings none
                    // either.
                    bell.await(backoff.pause().orElse(RelaySettings.IDLE_LOOK));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            rows.close();
        }
    }

    /// Returns whether there may be more to do at once.
    private boolean roundSafely() throws InterruptedException {
        try {
            Optional<Long> epoch = lease.epoch();
            boolean more = epoch.isPresent() && round(epoch.get());
            backoff.succeed();
            return more;
        } catch (RuntimeException | Error e) {
            // An Error too: a relay that ended would keep its lease, and so keep others from taking
            // over.
            LOG.warn("the relay tries again: {}", e.toString());
            metrics.failed(1);
            rows.reconnect();
            backoff.fail();
            return false;
        }
    }

    private boolean round(long epoch) throws InterruptedException {
        pace.begin();
        Collection<RelayBatch> heads = rows.heads(deliveries.blocked());
        if (!heads.isEmpty() && !send(heads, epoch)) {
            return false;
        }
        SendResults answers = deliveries.takeAnswers();
        settle(answers);
        if (!answers.acknowledged().isEmpty()) {
            pace.rest();
        }
        return answers.leaveMore();
    }

    private void settle(SendResults answers) {
        metrics.failed(answers.failures());
        if (!answers.acknowledged().isEmpty()) {
            faults.pass(FaultPoint.RELAY_BEFORE_DELETE);
        }
        answers.acknowledged()
                .forEach((epoch, sent) ->
                        metrics.sent(sent.size(), rows.delete(sent, lease, epoch)));
    }

    /// Returns false if the lease is another replica's by now.
    private boolean send(Collection<RelayBatch> heads, long epoch) throws InterruptedException {
        faults.pass(FaultPoint.RELAY_BEFORE_SEND);
        if (lease.epoch().filter(current -> current == epoch).isEmpty()) {
            return false;
        }
        deliveries.send(heads, epoch);
        return true;
    }

    @Override
    public void start() {
        Thread thread = Thread.ofPlatform().daemon().name("relay").unstarted(this::work);
        worker = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread stopping = worker;
        worker = null;
        bell.ring();
        try {
            if (stopping != null && !stopping.join(LONGEST_ROUND)) {
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
