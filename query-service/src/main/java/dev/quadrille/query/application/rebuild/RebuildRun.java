package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.reader.TopicOffsets;
import dev.quadrille.messaging.reader.TopicReader;
import dev.quadrille.orderflow.event.OrderEvent;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.dao.PessimisticLockingFailureException;

/// One attempt at a rebuild: fills the spare set from the log, requires that it is as complete as
/// the serving set, and swaps the two.
///
/// While the serving set is locked, the live projection waits. All that it has written there stands
/// in the log before the end of the log as of then; so what is read up to that end before the swap
/// leaves no gap, and what the live projection is told afterwards it finds done.
final class RebuildRun implements AutoCloseable {

    // With the wait for the lock it stays below the second for which a request waits for one of the
    // connections that all wait for us.
    private static final Duration WHILE_OTHERS_WAIT = Duration.ofMillis(500);

    // Minutes: the database's own housekeeping may hold a large table for so long.
    private static final int TRIES_TO_SWAP = 1_000;

    // Half a minute, for the live projection to come as far.
    private static final int TRIES_TO_AGREE = 50;

    private final Rebuild attempt;
    private final RebuildTools tools;
    private final TopicReader<OrderEvent> log;
    private final ShadowProjection projection;
    private final Completeness completeness;
    private int disagreements;

    /// @param mayGoOn asked before each step; if not, {@link Interrupted} is thrown
    RebuildRun(Rebuild attempt, RebuildTools tools, BooleanSupplier mayGoOn) {
        this.attempt = attempt;
        this.tools = tools;
        this.log = tools.logs().fromBeginning(Topic.ORDER_FLOW);
        this.projection = new ShadowProjection(attempt, tools, log, mayGoOn);
        this.completeness = new Completeness(tools.models(), log);
    }

    void toTheEnd() {
        if (!projection.resumes()) {
            completeness.requireAllInLog();
            projection.start();
        }
        projection.readTo(log.end());
        tools.inTransaction(tools.spare()::prepare);
        requireComplete();
        swapWhenFree();
    }

    /// Before the swap, and not during it: it may take long, and all that the live projection
    /// writes from now on stands in this log.
    private void requireComplete() {
        TopicOffsets end = completeness.requireEnd();
        projection.readTo(end);
        projection.requireSameLog();
        completeness.requireAllInSpare(end, () -> tools.inTransaction(projection::advance));
    }

    private void swapWhenFree() {
        for (int tries = 0; tries < TRIES_TO_SWAP; tries++) {
            projection.readTo(log.end());
            if (swaps()) {
                return;
            }
            // What the failed swap has read was rolled back with it.
            projection.rewind();
            projection.readOn();
        }
        throw new RebuildRefused(
                "The tables of the serving model were never free for the swap: a long transaction holds"
                        + " them.");
    }

    private boolean swaps() {
        try {
            tools.inTransaction(this::swap);
            return true;
        } catch (PessimisticLockingFailureException | NotYet e) {
            return false;
        }
    }

    private void swap() {
        // First of all, so that no reader waits for an attempt that has been overtaken.
        projection.advance();
        tools.spare().lockServing();
        TopicOffsets end = log.end();
        long deadline = System.nanoTime() + WHILE_OTHERS_WAIT.toNanos();
        while (log.position().isBehind(end)) {
            requireInTime(deadline);
            projection.readOn();
        }
        requireLeftOutByTheOtherToo();
        tools.spare().swap();
        tools.rebuilds().finish(attempt);
    }

    /// What this build cannot handle and the one that serves can, a rebuild would lose.
    private void requireLeftOutByTheOtherToo() {
        if (tools.deadLetters()
                .haveRecorded(Topic.ORDER_FLOW, tools.checkpoints().leftOut(attempt))) {
            return;
        }
        disagreements++;
        if (disagreements == TRIES_TO_AGREE) {
            throw new RebuildRefused(
                    "The live projection has handled events that this rebuild cannot: they are no dead"
                            + " letters of query-service. Does another version serve?");
        }
        throw new NotYet();
    }

    private static void requireInTime(long deadline) {
        if (System.nanoTime() - deadline > 0) {
            throw new NotYet();
        }
    }

    @Override
    public void close() {
        log.close();
    }

    /// This process stops, or no longer holds the lease.
    static final class Interrupted extends RuntimeException {
        Interrupted() {
            super("this process stops, or no longer holds the lease");
        }
    }

    private static final class NotYet extends RuntimeException {}
}
