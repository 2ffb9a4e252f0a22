package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.Bell;
import dev.quadrille.messaging.Pace;
import dev.quadrille.messaging.lease.Lease;
import dev.quadrille.messaging.lease.LeasePhases;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The relay of one replica; works only while it holds the lease, so that one is active per
/// service. A round reads the oldest rows, sends at most one a key, waits for the broker, and
/// deletes what was acknowledged. A crash between the last two sends again: duplicates, never a
/// loss. A row that cannot be sent keeps back only its own key.
final class LeasedRelay implements Relay, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedRelay.class);
    private static final int ROUND = 500;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    private final Lease lease;
    private final OutboxRows rows;
    private final Broker broker;
    private final FaultPoints faults;
    private final RelayMetrics metrics;
    private final Bell bell = new Bell();
    private final Pace pace = new Pace();
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
    private volatile @Nullable Thread worker;

    LeasedRelay(
            Lease lease, OutboxRows rows, Broker broker, FaultPoints faults, RelayMetrics metrics) {
        this.lease = lease;
        this.rows = rows;
        this.broker = broker;
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
            metrics.failed();
            rows.reconnect();
            backoff.fail();
            return false;
        }
    }

    private boolean round(long epoch) throws InterruptedException {
        pace.begin();
        List<OutboxRow> head = rows.head(ROUND);
        if (head.isEmpty()) {
            return false;
        }
        faults.pass(FaultPoint.RELAY_BEFORE_SEND);
        if (lease.epoch().filter(current -> current == epoch).isEmpty()) {
            return false;
        }
        Collection<OutboxRow> turn = firstOfEachKey(head);
        List<OutboxRow> acknowledged = broker.send(turn);
        faults.pass(FaultPoint.RELAY_BEFORE_DELETE);
        if (acknowledged.isEmpty()) {
            throw new IllegalStateException("the broker takes none of " + turn.size() + " facts");
        }
        metrics.sent(acknowledged.size(), rows.delete(acknowledged, lease, epoch));
        if (acknowledged.size() < turn.size()) {
            // No backoff: what the broker does not take must not keep back what it takes.
            metrics.failed();
            return false;
        }
        pace.rest();
        return head.size() == ROUND || turn.size() < head.size();
    }

    /// One a key and round: were two of a key under way together, the first could fail and the
    /// second arrive.
    private static Collection<OutboxRow> firstOfEachKey(List<OutboxRow> head) {
        Map<String, OutboxRow> first = new LinkedHashMap<>();
        head.forEach(row ->
                first.putIfAbsent(row.outgoing().topic() + '\n' + row.outgoing().key(), row));
        return new ArrayList<>(first.values());
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
        return LeasePhases.RELAY;
    }
}
