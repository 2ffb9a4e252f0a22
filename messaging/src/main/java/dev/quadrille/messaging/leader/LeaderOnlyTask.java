package dev.quadrille.messaging.leader;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Leader-only scheduled task, triggered neither by requests nor by events. It must tolerate a
/// second replica for a moment, because a zombie may overlap with the leader.
public abstract class LeaderOnlyTask implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderOnlyTask.class);
    private static final int BATCH = 100;

    private final String name;
    private final Lease lease;
    private final Duration pause;
    private volatile @Nullable ScheduledExecutorService scheduler;

    /// @param pause the delay between the end of one run and the start of the next
    protected LeaderOnlyTask(String name, Lease lease, Duration pause) {
        this.name = name;
        this.lease = lease;
        this.pause = pause;
    }

    /// Called on every replica, whether or not it is the leader.
    protected abstract void runOnce();

    protected final boolean isLeader() {
        return lease.epoch().isPresent();
    }

    /// Repeats until a batch is not full or the lease is lost. The work takes the batch size and
    /// returns a count.
    protected final void inBatches(IntUnaryOperator work) {
        boolean more = true;
        while (more && isLeader()) {
            more = work.applyAsInt(BATCH) == BATCH;
        }
    }

    private void runSafely() {
        try {
            runOnce();
        } catch (RuntimeException | Error e) {
            // Catches Error too: an exception that escaped would end the schedule silently.
            LOG.warn("{} failed, retrying: {}", name, e.toString());
        }
    }

    @Override
    public final void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        scheduler = started;
        var _ =
                started.scheduleWithFixedDelay(
                        this::runSafely, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public final void stop() {
        ScheduledExecutorService stopping = scheduler;
        scheduler = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public final boolean isRunning() {
        return scheduler != null;
    }

    /// Stops before the lease is released.
    @Override
    public final int getPhase() {
        return LifecyclePhases.RELAY;
    }
}
