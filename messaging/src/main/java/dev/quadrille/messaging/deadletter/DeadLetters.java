package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/// The operations of an operator on dead letters.
///
/// Decision record: `docs/decisions/0012-dead-letters.md`.
public final class DeadLetters {

    public static final int MAX_LISTED = 200;

    // A concurrent change, or an earlier event that fails only now, requires a new attempt.
    private static final int MAX_ATTEMPTS = 5;

    private final DeadLetterTable table;
    private final Redelivery redelivery;
    private final TransactionTemplate transaction;
    private final DeadLetterMetrics metrics;

    DeadLetters(
            DeadLetterTable table,
            Redelivery redelivery,
            TransactionTemplate transaction,
            DeadLetterMetrics metrics) {
        this.table = table;
        this.redelivery = redelivery;
        this.transaction = transaction;
        this.metrics = metrics;
    }

    /// Oldest first: later letters often have the same cause and are resolved with it. A letter
    /// that failed again is listed last, so a loop over lists reaches every letter.
    public List<ListedDeadLetter> oldest() {
        return table.oldest(MAX_LISTED);
    }

    /// Whether this service has every record as a dead letter, parked or discarded. Positions are
    /// distinct.
    public boolean haveRecorded(Topic<?> topic, Collection<PartitionOffset> positions) {
        return table.countRecorded(topic.name(), positions) == positions.size();
    }

    /// Replays the letter and all events parked behind it, in log order and in one transaction. If
    /// an event fails, the events before it stay handled.
    public ReplayOutcome replay(UUID id) {
        ReplayOutcome outcome = inTransaction(known -> redelivery.replay(id, known));
        if (!(outcome instanceof ReplayOutcome.Unknown)) {
            metrics.replayed(outcome instanceof ReplayOutcome.Done ? "done" : "failed");
        }
        return outcome;
    }

    /// Replays all letters that an upgrade or a repair may have made processable; returns how many
    /// succeed.
    int replayRetryable() {
        int replayed = 0;
        List<UUID> page = table.retryable(new UUID(0, 0), MAX_LISTED);
        while (!page.isEmpty()) {
            replayed += (int) page.stream().filter(this::isReplayed).count();
            page = table.retryable(page.getLast(), MAX_LISTED);
        }
        return replayed;
    }

    private boolean isReplayed(UUID id) {
        boolean replayed =
                table.find(id).filter(it -> redelivery.canRead(it.record())).isPresent()
                        && inTransaction(known -> redelivery.replay(id, known))
                                instanceof ReplayOutcome.Done;
        if (replayed) {
            metrics.replayed("done");
        }
        return replayed;
    }

    /// Discards the dead letter for good, and handles the events parked behind it as a replay does.
    public ReplayOutcome discard(UUID id) {
        ReplayOutcome outcome = inTransaction(known -> redelivery.discard(id, known));
        if (!(outcome instanceof ReplayOutcome.Unknown)) {
            metrics.discarded();
        }
        return outcome;
    }

    private ReplayOutcome inTransaction(Attempt attempt) {
        Optional<Redelivery.Failed> known = Optional.empty();
        for (int number = 1; ; number++) {
            Optional<Redelivery.Failed> last = known;
            try {
                return transaction.execute(_ -> attempt.run(last));
            } catch (Redelivery.Failed e) {
                // The failed statement has aborted the transaction: repeats the replay up to that
                // event.
                if (number == MAX_ATTEMPTS) {
                    throw e;
                }
                known = Optional.of(e);
            } catch (RuntimeException e) {
                if (number == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// The outcome of a replay or discard.
    public sealed interface ReplayOutcome {

        /// The letter is resolved, and no event of its order is parked any more.
        record Done() implements ReplayOutcome {}

        /// There is no such letter. It may have been resolved already.
        record Unknown() implements ReplayOutcome {}

        /// The same event still fails.
        record FailsAgain() implements ReplayOutcome {}

        /// The letter is resolved, but this later event of its order fails. It is the new dead
        /// letter that parks the rest of the order.
        record NextFails(UUID letter) implements ReplayOutcome {}
    }

    @FunctionalInterface
    private interface Attempt {
        ReplayOutcome run(Optional<Redelivery.Failed> known);
    }
}
