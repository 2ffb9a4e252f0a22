package dev.quadrille.messaging.leader;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Claims and renews the leases of this replica, on a thread and a connection of its own, so that
/// neither a full pool nor a busy relay can cost it a lease.
public final class LeaderElection implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final List<Lease> leases;
    private final DedicatedConnection connection;
    private volatile @Nullable ScheduledExecutorService heart;
    private boolean failing;

    public LeaderElection(List<Lease> leases, DedicatedConnection connection) {
        this.leases = List.copyOf(leases);
        this.connection = connection;
    }

    @Override
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("lease-keeper").factory());
        heart = started;
        long period = HEARTBEAT.toMillis();
        var _ = started.scheduleWithFixedDelay(this::beat, 0, period, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            if (isRunning()) {
                leases.forEach(lease -> lease.claim(connection.jdbc()));
            }
            failing = false;
        } catch (RuntimeException | Error e) {
            // Whatever it was: what got out would end the schedule without a word.
            if (!failing) {
                LOG.warn("cannot renew leases, tries on: {}", e.toString());
            }
            failing = true;
            connection.reset();
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = heart;
        heart = null;
        if (stopping != null) {
            // On the thread of the beats, which is the only one that uses the connection.
            stopping.execute(this::releaseAll);
            stopping.shutdown();
            awaitEnd(stopping);
        }
    }

    private void releaseAll() {
        try {
            leases.forEach(lease -> lease.release(connection.jdbc()));
        } catch (RuntimeException e) {
            LOG.info("leases are left to expire: {}", e.toString());
        } finally {
            connection.close();
        }
    }

    private static void awaitEnd(ScheduledExecutorService stopping) {
        try {
            if (!stopping.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.info("leases are left to expire: the database does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return heart != null;
    }

    /// Starts first and stops last: what works under a lease starts after it and ends before it.
    @Override
    public int getPhase() {
        return LifecyclePhases.KEEPER;
    }
}
