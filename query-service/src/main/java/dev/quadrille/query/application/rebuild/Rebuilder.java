package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.leader.Lease;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/// Runs a requested rebuild on the replica that holds the lease. If an attempt ends early, with or
/// without its process, the next attempt resumes at its checkpoint. The serving tables are not
/// changed before the swap.
///
/// Decision record: `docs/decisions/0013-rebuild.md`.
@Component
class Rebuilder {

    /// Consecutive attempts without progress: with the pauses between them, some minutes without
    /// broker or database.
    static final int MOST_TRIES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);

    private final Lease lease;
    private final ThreadPoolTaskScheduler scheduler;
    private final Rebuilds rebuilds;
    private final RebuildTools tools;

    Rebuilder(
            Lease rebuildLease,
            ThreadPoolTaskScheduler scheduler,
            Rebuilds rebuilds,
            RebuildTools tools) {
        this.lease = rebuildLease;
        this.scheduler = scheduler;
        this.rebuilds = rebuilds;
        this.tools = tools;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void runRequested() {
        if (lease.isHeld()) {
            rebuilds.begin().ifPresentOrElse(this::attempt, this::emptyAbandonedSet);
        }
    }

    void attempt(Rebuild attempt) {
        // Counted at the beginning of an attempt: an attempt that kills its process cannot count
        // anything at its end.
        if (attempt.tries().inARow() > MOST_TRIES) {
            giveUp(attempt, tooManyTries(attempt.tries()));
        } else {
            run(attempt);
        }
    }

    private void run(Rebuild attempt) {
        LOG.info("rebuild {}: attempt {}", attempt.id(), attempt.attempt());
        try (RebuildRun run = new RebuildRun(attempt, tools, this::mayGoOn)) {
            run.toTheEnd();
            LOG.info("rebuild {}: completed", attempt.id());
        } catch (Rebuilds.Overtaken e) {
            LOG.info("rebuild {}: attempt ended: {}", attempt.id(), e.getMessage());
        } catch (RebuildRun.Interrupted e) {
            LOG.info("rebuild {}: attempt ended: {}", attempt.id(), e.getMessage());
            rebuilds.release(attempt);
        } catch (RebuildRefused e) {
            giveUp(attempt, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Only the class name is stored: the message may quote data.
            rebuilds.endInError(attempt, e.getClass().getSimpleName());
            throw e;
        }
    }

    /// The scheduler waits for this task when it stops.
    private boolean mayGoOn() {
        return scheduler.isRunning() && lease.isHeld();
    }

    private void giveUp(Rebuild attempt, String why) {
        LOG.warn("rebuild {}: abandoned: {}", attempt.id(), why);
        tools.inTransaction(() -> {
            tools.shadow().empty();
            rebuilds.fail(attempt, why);
        });
    }

    private static String tooManyTries(Rebuild.Tries tries) {
        return "%d attempts in a row came no further. The last one ended with: %s."
                .formatted(MOST_TRIES, tries.lastError().orElse("an unknown error"));
    }

    /// A cancelled rebuild leaves its rows behind, written by this or another process.
    void emptyAbandonedSet() {
        if (tools.shadow().isEmpty()) {
            return;
        }
        tools.inTransaction(() -> {
            // Under the lock, so that an attempt that begins now cannot have written a page before.
            tools.shadow().lock();
            if (!rebuilds.isUnderWay()) {
                tools.shadow().empty();
            }
        });
    }
}
