package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.reader.PartitionOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/// What an operator can do about dead letters.
public final class DeadLetters {

    /// How many are listed at most.
    public static final int MOST_LISTED = 200;

    // Somebody else may work on the order's row, or an earlier event fail that has not before.
    private static final int TRIES = 5;

    private final DeadLetterTable rows;
    private final Redelivery redelivery;
    private final TransactionTemplate transaction;
    private final DeadLetterMetrics metrics;

    DeadLetters(
            DeadLetterTable rows,
            Redelivery redelivery,
            TransactionTemplate transaction,
            DeadLetterMetrics metrics) {
        this.rows = rows;
        this.redelivery = redelivery;
        this.transaction = transaction;
        this.metrics = metrics;
    }

    /// The oldest, oldest first: what came later often has the same cause, and goes with it. One
    /// that has failed again comes after all others, so that a loop over lists reaches every
    /// letter.
    public List<ListedDeadLetter> oldest() {
        return rows.oldest(MOST_LISTED);
    }

    /// Whether this service has set aside every one of these records: as a dead letter, behind one,
    /// or given up. No two of them may stand in the same place.
    public boolean haveSetAside(Topic<?> topic, Collection<PartitionOffset> positions) {
        return rows.countSetAside(topic.name(), positions) == positions.size();
    }

    /// Handles the dead event and then all that waits behind it, in the order of the log and in one
    /// transaction. If one fails, those before it stay handled.
    public ReplayOutcome replay(UUID id) {
        ReplayOutcome outcome = letGo(known -> redelivery.replay(id, known));
        if (!(outcome instanceof ReplayOutcome.Unknown)) {
            metrics.replayed(outcome instanceof ReplayOutcome.Done ? "done" : "failed");
        }
        return outcome;
    }

    /// Does the same to all letters whose cause a newer build, or a repaired row, may have removed.
    /// Where it has not, the letter stays. Returns how many are done with.
    int replayWhatMayPass() {
        int done = 0;
        List<UUID> page = rows.mayPass(new UUID(0, 0), MOST_LISTED);
        while (!page.isEmpty()) {
            done += (int) page.stream().filter(this::hasPassed).count();
            page = rows.mayPass(page.getLast(), MOST_LISTED);
        }
        return done;
    }

    private boolean hasPassed(UUID id) {
        boolean passed =
                rows.find(id).filter(it -> redelivery.canRead(it.record())).isPresent()
                        && letGo(known -> redelivery.replay(id, known))
                                instanceof ReplayOutcome.Done;
        if (passed) {
            metrics.replayed("done");
        }
        return passed;
    }

    /// Gives the dead event up for good, and handles what waits behind it as a replay would.
    public ReplayOutcome discard(UUID id) {
        ReplayOutcome outcome = letGo(known -> redelivery.discard(id, known));
        if (!(outcome instanceof ReplayOutcome.Unknown)) {
            metrics.discarded();
        }
        return outcome;
    }

    private ReplayOutcome letGo(Step step) {
        Optional<ReplayFailed> known = Optional.empty();
        for (int tried = 1; ; tried++) {
            Optional<ReplayFailed> last = known;
            try {
                return transaction.execute(_ -> step.take(last));
            } catch (ReplayFailed e) {
                // A failed statement has spoilt the transaction: once more, up to that event.
                if (tried == TRIES) {
                    throw e;
                }
                known = Optional.of(e);
            } catch (RuntimeException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        ReplayOutcome take(Optional<ReplayFailed> known);
    }
}
