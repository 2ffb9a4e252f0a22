package dev.quadrille.messaging.deadletter.store;

import dev.quadrille.messaging.InfrastructureFailure;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.UnreadableState;
import dev.quadrille.messaging.wire.UndecodableRecord;
import dev.quadrille.messaging.wire.UnknownEvent;
import dev.quadrille.platform.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Classifies a failure: a permanent failure of one record makes it a dead letter; any other
/// failure is retried. The text is one line for operators, without SQL and row data.
public record FailureClassification(Kind kind, String text) {

    public enum Kind {
        /// The record cannot be decoded as an event.
        UNDECODABLE,
        /// The type or an enum value is unknown; a newer build replays the letter automatically.
        UNKNOWN,
        /// The stored state is unreadable; the letter is replayed once the row is repaired.
        UNREADABLE,
        /// A poison message: the pure part of its handling throws.
        POISONED,
        /// The resulting state violates a database constraint.
        CONSTRAINT;

        /// Whether later events of the same order must be parked.
        public boolean parks() {
            return this != UNDECODABLE;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MAX_LENGTH = 500;

    /// Empty for a transient failure, for a duplicate key, which the loser of a race gets, and for
    /// every unknown failure: those are retried.
    public static Optional<FailureClassification> of(Throwable thrown) {
        List<Throwable> chain =
                Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                        .limit(20)
                        .toList();
        return first(chain, UndecodableRecord.class)
                .map(it -> new FailureClassification(kindOf(it), describe(it.getCause())))
                .or(() ->
                        first(chain, PoisonEvent.class)
                                .map(it ->
                                        new FailureClassification(
                                                kindOf(it), describe(it.getCause()))))
                .or(() ->
                        InfrastructureFailure.rejectedData(thrown)
                                .map(it ->
                                        new FailureClassification(Kind.CONSTRAINT, describe(it))));
    }

    private static Kind kindOf(UndecodableRecord failure) {
        return failure instanceof UnknownEvent ? Kind.UNKNOWN : Kind.UNDECODABLE;
    }

    private static Kind kindOf(PoisonEvent failure) {
        return failure.getCause() instanceof UnreadableState ? Kind.UNREADABLE : Kind.POISONED;
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /// The exception name and the first line of its message. Later lines may quote rows.
    private static String describe(@Nullable Throwable failure) {
        if (failure == null) {
            return "unknown";
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        String text =
                failure.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
        String tidy =
                text.replaceAll("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])", "")
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip();
        String first = PlainText.first(tidy, MAX_LENGTH);
        return first.length() == tidy.length() ? tidy : PlainText.first(tidy, MAX_LENGTH - 1) + "…";
    }
}
