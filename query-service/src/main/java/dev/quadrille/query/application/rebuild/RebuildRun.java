package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.messaging.topics.TopicReader;
import dev.quadrille.orderflow.event.OrderEvent;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.dao.PessimisticLockingFailureException;

/// One attempt at a rebuild: fills the shadow tables from the log, verifies that they are as
/// complete as the serving tables, and swaps the two.
///
/// While the serving tables are locked, the live projection waits. All events that it has written
/// lie before the current end of the log, so reading up to that end before the swap leaves no gap.
/// The live projection finds later deliveries of these events already applied.
final class RebuildRun implements AutoCloseable {

    // Lock wait and hold time together must stay below the pool's connection timeout of one second,
    // or queries would fail.
    private static final Duration WHILE_OTHERS_WAIT = Duration.ofMillis(500);

    // Minutes: a vacuum may hold a large table for so long.
    private static final int TRIES_TO_SWAP = 1_000;

    // Half a minute for the live projection to catch up.
    private static final int TRIES_TO_AGREE = 50;

    private final Rebuild attempt;
    private final RebuildTools tools;
    private final TopicReader<OrderEvent> log;
    private final ShadowProjection projection;
    private final Completeness completeness;
    private int disagreements;

    /// @param mayGoOn checked before each step; if it is false, {@link Interrupted} is thrown
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
        tools.inTransaction(tools.shadow()::prepare);
        requireComplete();
        swapWhenFree();
    }

    /// Before the swap, not during it: it may take long, and everything that the live projection
    /// writes from now on is in this log.
    private void requireComplete() {
        TopicOffsets end = completeness.requireEnd();
        projection.readTo(end);
        projection.requireSameLog();
        completeness.requireAllInShadow(end, () -> tools.inTransaction(projection::advance));
    }

    private void swapWhenFree() {
        for (int tries = 0; tries < TRIES_TO_SWAP; tries++) {
            projection.readTo(log.end());
            if (swaps()) {
                return;
            }
            // The records that the failed swap has read were rolled back with it.
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
        // First, so that no reader waits for an attempt that another one has overtaken.
        projection.advance();
        tools.shadow().lockServing();
        TopicOffsets end = log.end();
        long deadline = System.nanoTime() + WHILE_OTHERS_WAIT.toNanos();
        while (log.position().isBehind(end)) {
            requireInTime(deadline);
            projection.readOn();
        }
        requireLeftOutByTheOtherToo();
        tools.shadow().swap();
        tools.rebuilds().finish(attempt);
    }

    /// A rebuild would lose events that this build cannot handle and the serving one can.
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
