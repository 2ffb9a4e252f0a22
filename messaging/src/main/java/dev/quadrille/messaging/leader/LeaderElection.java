package dev.quadrille.messaging.leader;

import dev.quadrille.platform.database.DedicatedConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Leader election: claims and renews the leases of this replica on its own thread and connection,
/// so that neither an exhausted pool nor a busy relay can cost it a lease.
public final class LeaderElection implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);
    static final Duration RENEWAL_INTERVAL = Duration.ofSeconds(1);

    private final List<Lease> leases;
    private final DedicatedConnection connection;
    private volatile @Nullable ScheduledExecutorService scheduler;
    private boolean failing;

    public LeaderElection(List<Lease> leases, DedicatedConnection connection) {
        this.leases = List.copyOf(leases);
        this.connection = connection;
    }

    @Override
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("leader-election").factory());
        scheduler = started;
        long period = RENEWAL_INTERVAL.toMillis();
        var _ = started.scheduleWithFixedDelay(this::renew, 0, period, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            if (isRunning()) {
                leases.forEach(lease -> lease.claim(connection.jdbc()));
            }
            failing = false;
        } catch (RuntimeException | Error e) {
            // Catches Error too: an exception that escaped would end the schedule silently.
            if (!failing) {
                LOG.warn("cannot renew leases, retrying: {}", e.toString());
            }
            failing = true;
            connection.reset();
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = scheduler;
        scheduler = null;
        if (stopping != null) {
            // On the scheduler thread, which is the only one that uses the connection.
            stopping.execute(this::releaseAll);
            stopping.shutdown();
            awaitEnd(stopping);
        }
    }

    private void releaseAll() {
        try {
            leases.forEach(lease -> lease.release(connection.jdbc()));
        } catch (RuntimeException e) {
            LOG.info("leases were not released and will expire: {}", e.toString());
        } finally {
            connection.close();
        }
    }

    private static void awaitEnd(ScheduledExecutorService stopping) {
        try {
            if (!stopping.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.info("leases were not released and will expire: no response from the database");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /// Starts first and stops last: leader-only work starts after it and stops before it.
    @Override
    public int getPhase() {
        return LifecyclePhases.LEADER_ELECTION;
    }
}
