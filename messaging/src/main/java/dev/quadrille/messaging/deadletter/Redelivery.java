package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.messaging.wire.UndecodableRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Handles a dead event and what waits behind it, in the current transaction. It holds the letter's
/// row from the beginning, and the consumer holds it while it parks: so no event slips in between,
/// neither unseen nor out of its turn.
///
/// What is known to fail, from a first try that was rolled back, is not tried again: there the
/// order stops.
final class Redelivery {

    private final DeadLetterTable rows;
    private final ParkedEvents parked;
    private final DeadLetterWriter box;
    private final SubscriptionRegistry handlers;
    private final Clock clock;

    Redelivery(
            DeadLetterTable rows,
            ParkedEvents parked,
            DeadLetterWriter box,
            SubscriptionRegistry handlers,
            Clock clock) {
        this.rows = rows;
        this.parked = parked;
        this.box = box;
        this.handlers = handlers;
        this.clock = clock;
    }

    /// Whether this build can read the record, so that a replay is worth a transaction.
    boolean canRead(RawRecord record) {
        try {
            handlers.requireReadable(record);
            return true;
        } catch (UndecodableRecord e) {
            return false;
        }
    }

    ReplayOutcome replay(UUID id, Optional<ReplayFailed> known) {
        return rows.lock(id)
                .map(letter -> replay(letter, known))
                .orElseGet(ReplayOutcome.Unknown::new);
    }

    ReplayOutcome discard(UUID id, Optional<ReplayFailed> known) {
        return rows.lock(id)
                .map(letter -> {
                    rows.discard(letter, clock.instant().atOffset(ZoneOffset.UTC));
                    return goOn(letter, known);
                })
                .orElseGet(ReplayOutcome.Unknown::new);
    }

    private ReplayOutcome replay(DeadLetter letter, Optional<ReplayFailed> known) {
        Optional<FailureClassification> failure = failureOf(letter.record(), known);
        if (failure.isPresent()) {
            rows.failAgain(letter.id(), failure.get());
            return new ReplayOutcome.FailsAgain();
        }
        if (waits(letter)) {
            attempt(letter.record(), handlers::requireReadable);
            parked.park(letter.record());
        } else {
            attempt(letter.record(), handlers::handle);
        }
        return goOn(letter, known);
    }

    /// A record that could not be read parks nothing, and so its order may have been parked since.
    private boolean waits(DeadLetter letter) {
        Map<String, PartitionOffset> parking =
                letter.parks()
                        ? Map.of()
                        : rows.parking(letter.record().topic(), List.of(letter.key()));
        PartitionOffset earlier = parking.get(letter.key());
        return earlier != null && earlier.offset() < letter.record().position().offset();
    }

    /// Handles what waits behind a letter that is done with.
    private ReplayOutcome goOn(DeadLetter letter, Optional<ReplayFailed> known) {
        List<RawRecord> waiting = letter.parks() ? parked.behind(letter) : List.of();
        for (RawRecord next : waiting) {
            parked.remove(next);
            Optional<FailureClassification> failure = failureOf(next, known);
            if (failure.isPresent()) {
                return new ReplayOutcome.NextFails(box.putInPlaceOf(letter, next, failure.get()));
            }
            attempt(next, handlers::handle);
        }
        rows.delete(letter.id());
        return new ReplayOutcome.Done();
    }

    private static Optional<FailureClassification> failureOf(
            RawRecord record, Optional<ReplayFailed> known) {
        return known.filter(it -> it.isAt(record.position())).map(ReplayFailed::why);
    }

    private static void attempt(RawRecord record, Consumer<RawRecord> work) {
        try {
            work.accept(record);
        } catch (RuntimeException e) {
            FailureClassification cause = FailureClassification.of(e).orElseThrow(() -> e);
            throw new ReplayFailed(record.position(), cause, e);
        }
    }
}
