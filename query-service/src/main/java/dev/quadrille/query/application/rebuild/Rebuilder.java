package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.lease.Lease;
import dev.quadrille.messaging.lease.LeasedRounds;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Does the rebuild that is asked for, on the one replica that holds the lease. An attempt that
/// ends halfway, with its process or without, is begun anew from the beginning of the log by
/// whoever holds the lease then; the serving set is not touched before the swap.
@Component
class Rebuilder extends LeasedRounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);
    private static final int MOST_ATTEMPTS = 5;

    private final Rebuilds rebuilds;
    private final RebuildTools tools;

    Rebuilder(Lease rebuildLease, Rebuilds rebuilds, RebuildTools tools) {
        super("rebuilder", rebuildLease, Duration.ofSeconds(1));
        this.rebuilds = rebuilds;
        this.tools = tools;
    }

    @Override
    protected void round() {
        if (isOurs()) {
            rebuilds.begin().ifPresent(this::attempt);
        }
    }

    private void attempt(Rebuild attempt) {
        LOG.info("rebuild {}: attempt {}", attempt.id(), attempt.attempt());
        try (RebuildRun run = new RebuildRun(attempt, tools, () -> isRunning() && isOurs())) {
            run.toTheEnd();
            LOG.info("rebuild {}: serves", attempt.id());
        } catch (Rebuilds.Overtaken | RebuildRun.Interrupted e) {
            LOG.info("rebuild {}: left to another process: {}", attempt.id(), e.getMessage());
        } catch (RebuildRun.Hopeless e) {
            giveUp(attempt, e);
        } catch (RuntimeException e) {
            if (attempt.attempt() >= MOST_ATTEMPTS) {
                giveUp(attempt, e);
            }
            throw e;
        }
    }

    private void giveUp(Rebuild attempt, RuntimeException why) {
        LOG.warn("rebuild {}: given up", attempt.id(), why);
        tools.inTransaction(() -> {
            rebuilds.fail(attempt, inWords(why));
            tools.spare().empty();
        });
    }

    /// What a class of ours says, and of any other only its name: it may quote data.
    private static String inWords(RuntimeException why) {
        return why instanceof RebuildRun.Hopeless
                ? String.valueOf(why.getMessage())
                : why.getClass().getSimpleName();
    }
}
