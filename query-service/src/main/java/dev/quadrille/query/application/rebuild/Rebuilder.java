package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.leader.LeaderOnlyTask;
import dev.quadrille.messaging.leader.Lease;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Does the rebuild that is asked for, on the one replica that holds the lease. An attempt that
/// ends halfway, with its process or without, is followed by another one that resumes at its
/// checkpoint; the serving set is not touched before the swap.
@Component
class Rebuilder extends LeaderOnlyTask {

    /// In a row, without coming further: with the pauses between them some minutes without broker
    /// or database.
    static final int MOST_TRIES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);

    private final Rebuilds rebuilds;
    private final RebuildTools tools;

    Rebuilder(Lease rebuildLease, Rebuilds rebuilds, RebuildTools tools) {
        super("rebuilder", rebuildLease, Duration.ofSeconds(1));
        this.rebuilds = rebuilds;
        this.tools = tools;
    }

    @Override
    protected void runOnce() {
        if (isLeader()) {
            rebuilds.begin().ifPresentOrElse(this::attempt, this::emptyAbandonedSet);
        }
    }

    void attempt(Rebuild attempt) {
        // Counted when an attempt begins: one that kills its process counts nothing at its end.
        if (attempt.tries().inARow() > MOST_TRIES) {
            giveUp(attempt, tooManyTries(attempt.tries()));
        } else {
            run(attempt);
        }
    }

    private void run(Rebuild attempt) {
        LOG.info("rebuild {}: attempt {}", attempt.id(), attempt.attempt());
        try (RebuildRun run = new RebuildRun(attempt, tools, () -> isRunning() && isLeader())) {
            run.toTheEnd();
            LOG.info("rebuild {}: serves", attempt.id());
        } catch (Rebuilds.Overtaken e) {
            LOG.info("rebuild {}: the attempt ends: {}", attempt.id(), e.getMessage());
        } catch (RebuildRun.Interrupted e) {
            LOG.info("rebuild {}: the attempt ends: {}", attempt.id(), e.getMessage());
            rebuilds.release(attempt);
        } catch (RebuildRefused e) {
            giveUp(attempt, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Only its name goes into the table: the message may quote data.
            rebuilds.endInError(attempt, e.getClass().getSimpleName());
            throw e;
        }
    }

    private void giveUp(Rebuild attempt, String why) {
        LOG.warn("rebuild {}: given up: {}", attempt.id(), why);
        tools.inTransaction(() -> {
            tools.spare().empty();
            rebuilds.fail(attempt, why);
        });
    }

    private static String tooManyTries(Rebuild.Tries tries) {
        return "%d attempts in a row came no further. The last one ended with: %s."
                .formatted(MOST_TRIES, tries.lastError().orElse("an unknown error"));
    }

    /// A cancelled rebuild leaves its rows behind, whichever process wrote them.
    void emptyAbandonedSet() {
        if (tools.spare().isEmpty()) {
            return;
        }
        tools.inTransaction(() -> {
            // Under the lock, so that no attempt that begins now can have written a page before.
            tools.spare().lock();
            if (!rebuilds.isUnderWay()) {
                tools.spare().empty();
            }
        });
    }
}
