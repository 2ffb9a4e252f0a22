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

/// Work that comes round with time and that no request and no event sets off. One replica does it,
/// the one that holds the lease; two at it for a moment must be able to share it.
public abstract class LeaderOnlyTask implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderOnlyTask.class);
    private static final int BATCH = 100;

    private final String name;
    private final Lease lease;
    private final Duration pause;
    private volatile @Nullable ScheduledExecutorService rounds;

    /// @param name of the thread, and in the log
    /// @param pause from the end of a round to the next
    protected LeaderOnlyTask(String name, Lease lease, Duration pause) {
        this.name = name;
        this.lease = lease;
        this.pause = pause;
    }

    /// Does what there is to do; every replica is asked, whether or not it holds the lease.
    protected abstract void round();

    /// Whether this replica is the one.
    protected final boolean isOurs() {
        return lease.epoch().isPresent();
    }

    /// Repeats work until there is none left or the lease is lost. The work is told how much to do
    /// at most, and tells how much it did.
    protected final void inBatches(IntUnaryOperator work) {
        boolean more = true;
        while (more && isOurs()) {
            more = work.applyAsInt(BATCH) == BATCH;
        }
    }

    private void safeRound() {
        try {
            round();
        } catch (RuntimeException | Error e) {
            // Whatever it was: what got out would end the schedule without a word.
            LOG.warn("{}: tried again: {}", name, e.toString());
        }
    }

    @Override
    public final void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        rounds = started;
        var _ =
                started.scheduleWithFixedDelay(
                        this::safeRound, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public final void stop() {
        ScheduledExecutorService stopping = rounds;
        rounds = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public final boolean isRunning() {
        return rounds != null;
    }

    /// Ends before the lease is given up.
    @Override
    public final int getPhase() {
        return LifecyclePhases.RELAY;
    }
}
