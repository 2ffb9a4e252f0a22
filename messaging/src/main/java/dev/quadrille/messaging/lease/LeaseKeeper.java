package dev.quadrille.messaging.lease;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/// Claims and renews the leases of this replica, on a thread and a connection of its own, so that
/// neither a full pool nor a busy relay can cost it a lease.
public final class LeaseKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final List<Lease> leases;
    private final DedicatedConnection connection;
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lease-keeper").factory());
    private volatile boolean running;

    public LeaseKeeper(List<Lease> leases, DedicatedConnection connection) {
        this.leases = List.copyOf(leases);
        this.connection = connection;
    }

    @Override
    public void start() {
        running = true;
        long period = HEARTBEAT.toMillis();
        var _ = heart.scheduleWithFixedDelay(this::beat, 0, period, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            leases.forEach(lease -> lease.claim(connection.jdbc()));
        } catch (RuntimeException e) {
            // Whatever it was: an exception that got out would end the schedule without a word.
            LOG.warn("cannot renew leases: {}", e.getMessage());
            connection.reset();
        }
    }

    @Override
    public void stop() {
        running = false;
        heart.shutdown();
        try {
            heart.awaitTermination(5, TimeUnit.SECONDS);
            leases.forEach(lease -> lease.release(connection.jdbc()));
        } catch (DataAccessException e) {
            LOG.info("leases are left to expire: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Starts first and stops last: what works under a lease starts after it and ends before it.
    @Override
    public int getPhase() {
        return LeasePhases.KEEPER;
    }
}
