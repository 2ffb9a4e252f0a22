package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.LogPosition;
import dev.quadrille.messaging.LogReader;
import dev.quadrille.messaging.PoisonedEvent;
import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.query.application.Projection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.dao.PessimisticLockingFailureException;

/// One attempt at a rebuild: the projection's own fold over the whole log, into the spare set, and
/// then the swap.
///
/// While the serving set is locked, the live projection waits. All that it has written there stands
/// in the log before the end of the log as of then; so what is read up to that end before the swap
/// leaves no gap, and what the live projection is told afterwards it finds done.
final class RebuildRun implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    // With the wait for the lock it stays below the second for which a request waits for one of the
    // connections that all wait for us.
    private static final Duration WHILE_OTHERS_WAIT = Duration.ofMillis(500);

    private static final int MOST_LEFT_OUT = 1_000;

    // Minutes: the database's own housekeeping may hold a large table for so long.
    private static final int TRIES_TO_SWAP = 1_000;

    // Half a minute, for the live projection to come as far.
    private static final int TRIES_TO_AGREE = 50;

    private final Rebuild attempt;
    private final RebuildTools tools;
    private final BooleanSupplier mayGoOn;
    private final Projection projection;
    private final LogReader<OrderEvent> log;
    private final List<LogPosition> leftOut = new ArrayList<>();
    private int disagreements;

    RebuildRun(Rebuild attempt, RebuildTools tools, BooleanSupplier mayGoOn) {
        this.attempt = attempt;
        this.tools = tools;
        this.mayGoOn = mayGoOn;
        this.projection = new Projection(tools.spareReadModel(), _ -> {});
        this.log = tools.logs().fromBeginning(Topic.ORDER_FLOW);
    }

    void toTheEnd() {
        tools.inTransaction(() -> {
            tools.rebuilds().advance(attempt, 0, log.total());
            tools.spare().empty();
        });
        readToTheEnd();
        tools.inTransaction(() -> {
            advance(log.total());
            tools.spare().prepare();
        });
        for (int tries = 0; tries < TRIES_TO_SWAP; tries++) {
            readToTheEnd();
            if (swaps()) {
                return;
            }
            write(log.read(POLL), log.total());
        }
        throw new Hopeless("the serving set was never free");
    }

    private void readToTheEnd() {
        long end = log.total();
        while (log.done() < end) {
            write(log.read(POLL), end);
        }
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
        // First of all, so that nobody waits for one who has been overtaken.
        advance(log.total());
        tools.spare().lockServing();
        long end = log.total();
        long deadline = System.nanoTime() + WHILE_OTHERS_WAIT.toNanos();
        while (log.done() < end) {
            requireInTime(deadline);
            write(log.read(POLL), end);
        }
        requireLeftOutByTheOtherToo();
        tools.spare().swap();
        tools.rebuilds().finish(attempt);
    }

    private void write(LogReader.Page<OrderEvent> page, long end) {
        requireMayGoOn();
        leaveOut(page.unreadable());
        tools.inTransaction(() -> {
            advance(end);
            tools.spare().open();
            fold(page.facts());
        });
    }

    private void advance(long end) {
        tools.rebuilds().advance(attempt, log.done(), end);
    }

    private void fold(List<Received<OrderEvent>> facts) {
        try {
            projection.handle(facts);
        } catch (PoisonedEvent e) {
            facts.forEach(this::foldAlone);
        }
    }

    private void foldAlone(Received<OrderEvent> fact) {
        try {
            projection.handle(List.of(fact));
        } catch (PoisonedEvent e) {
            leaveOut(List.of(fact.position()));
        }
    }

    private void leaveOut(List<LogPosition> positions) {
        leftOut.addAll(positions);
        if (leftOut.size() > MOST_LEFT_OUT) {
            throw new Hopeless("too much of the log cannot be read");
        }
    }

    /// What this build cannot handle and the one that serves can, a rebuild would lose.
    private void requireLeftOutByTheOtherToo() {
        if (tools.deadLetters().haveSetAside(Topic.ORDER_FLOW, leftOut)) {
            return;
        }
        disagreements++;
        if (disagreements == TRIES_TO_AGREE) {
            throw new Hopeless("the live projection has handled what this one cannot");
        }
        throw new NotYet();
    }

    private static void requireInTime(long deadline) {
        if (System.nanoTime() - deadline > 0) {
            throw new NotYet();
        }
    }

    private void requireMayGoOn() {
        if (!mayGoOn.getAsBoolean()) {
            throw new Interrupted();
        }
    }

    @Override
    public void close() {
        log.close();
    }

    /// Another attempt would end in the same way.
    static final class Hopeless extends RuntimeException {
        Hopeless(String why) {
            super(why);
        }
    }

    /// This process stops, or is no longer the one.
    static final class Interrupted extends RuntimeException {
        Interrupted() {
            super("it is no longer this one's to do");
        }
    }

    private static final class NotYet extends RuntimeException {}
}
