package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.deadletter.DeadLetters.ReplayOutcome;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.messaging.wire.UndecodableRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Replays a dead letter and the events parked behind it, in the current transaction. A replay
/// locks the row of the letter from the start, and a consumer locks it while it parks an event: no
/// event is missed or handled out of order. After a rollback, the next attempt stops at the event
/// known to fail.
final class Redelivery {

    private final DeadLetterTable deadLetters;
    private final ParkedEvents parked;
    private final DeadLetterWriter writer;
    private final SubscriptionRegistry subscriptions;
    private final Clock clock;

    Redelivery(
            DeadLetterTable deadLetters,
            ParkedEvents parked,
            DeadLetterWriter writer,
            SubscriptionRegistry subscriptions,
            Clock clock) {
        this.deadLetters = deadLetters;
        this.parked = parked;
        this.writer = writer;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    boolean canRead(RawRecord record) {
        try {
            subscriptions.requireReadable(record);
            return true;
        } catch (UndecodableRecord e) {
            return false;
        }
    }

    ReplayOutcome replay(UUID id, Optional<Failed> known) {
        return deadLetters
                .lock(id)
                .map(letter -> replay(letter, known))
                .orElseGet(ReplayOutcome.Unknown::new);
    }

    ReplayOutcome discard(UUID id, Optional<Failed> known) {
        return deadLetters
                .lock(id)
                .map(letter -> {
                    deadLetters.discard(letter, clock.instant().atOffset(ZoneOffset.UTC));
                    return replayParked(letter, known);
                })
                .orElseGet(ReplayOutcome.Unknown::new);
    }

    private ReplayOutcome replay(DeadLetter letter, Optional<Failed> known) {
        Optional<DeadLetterCause> failure = failureOf(letter.record(), known);
        if (failure.isPresent()) {
            deadLetters.recordFailure(letter.id(), failure.get());
            return new ReplayOutcome.FailsAgain();
        }
        if (isParked(letter)) {
            attempt(letter.record(), subscriptions::requireReadable);
            parked.park(letter.record());
        } else {
            attempt(letter.record(), subscriptions::handle);
        }
        return replayParked(letter, known);
    }

    /// A record that could not be decoded parks nothing, so its order may have been parked since.
    private boolean isParked(DeadLetter letter) {
        Map<String, PartitionOffset> parkedKeys =
                letter.parks()
                        ? Map.of()
                        : parked.parkedKeys(letter.record().topic(), List.of(letter.key()));
        PartitionOffset earlier = parkedKeys.get(letter.key());
        return earlier != null && earlier.offset() < letter.record().position().offset();
    }

    private ReplayOutcome replayParked(DeadLetter letter, Optional<Failed> known) {
        List<RawRecord> behind = letter.parks() ? parked.behind(letter) : List.of();
        for (RawRecord next : behind) {
            parked.remove(next);
            Optional<DeadLetterCause> failure = failureOf(next, known);
            if (failure.isPresent()) {
                return new ReplayOutcome.NextFails(writer.replace(letter, next, failure.get()));
            }
            attempt(next, subscriptions::handle);
        }
        deadLetters.delete(letter.id());
        return new ReplayOutcome.Done();
    }

    private static Optional<DeadLetterCause> failureOf(RawRecord record, Optional<Failed> known) {
        return known.filter(it -> it.isAt(record.position())).map(Failed::cause);
    }

    private static void attempt(RawRecord record, Consumer<RawRecord> work) {
        try {
            work.accept(record);
        } catch (RuntimeException e) {
            DeadLetterCause cause = DeadLetterCause.of(e).orElseThrow(() -> e);
            throw new Failed(record.position(), cause, e);
        }
    }

    /// An event failed during a replay. Rolls back, so that the replay is repeated up to this
    /// event.
    static final class Failed extends RuntimeException {

        private final PartitionOffset position;
        private final transient DeadLetterCause cause;

        Failed(PartitionOffset position, DeadLetterCause cause, RuntimeException failure) {
            super("replay failed at " + position, failure);
            this.position = position;
            this.cause = cause;
        }

        boolean isAt(PartitionOffset other) {
            return position.equals(other);
        }

        DeadLetterCause cause() {
            return cause;
        }
    }
}
