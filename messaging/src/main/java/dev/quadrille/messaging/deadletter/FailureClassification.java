package dev.quadrille.messaging.deadletter;

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

/// Why a record can never be handled.
///
/// @param text one line for an operator, bounded, without SQL and without the data of a row
record FailureClassification(Kind kind, String text) {

    /// What is definite about it.
    enum Kind {
        /// It is no fact.
        UNDECODABLE,
        /// It is an event of a type, or with an enum value, that this build does not know. A newer
        /// build handles it without being asked.
        UNKNOWN,
        /// What is stored of its order cannot be read. Once it can, the event is handled without
        /// being asked for.
        UNREADABLE,
        /// The pure part of its handling fails.
        POISONED,
        /// What it leads to breaks a constraint of the database.
        CONSTRAINT;

        /// Whether the record is an event of an order, whose later events then have to wait.
        boolean parks() {
            return this != UNDECODABLE;
        }

        /// As metrics, headers and the table name it.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST = 500;

    /// The cause, if the failure is the record's own fault. Empty for trouble that passes, for a
    /// duplicate key, which is what the loser of a race sees, and for everything unknown: that is
    /// tried again.
    static Optional<FailureClassification> of(Throwable thrown) {
        List<Throwable> chain =
                Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                        .limit(20)
                        .toList();
        return first(chain, UndecodableRecord.class)
                .map(it -> new FailureClassification(kindOf(it), inWords(it.getCause())))
                .or(() ->
                        first(chain, PoisonEvent.class)
                                .map(it ->
                                        new FailureClassification(
                                                kindOf(it), inWords(it.getCause()))))
                .or(() ->
                        InfrastructureFailure.refusedData(thrown)
                                .map(it ->
                                        new FailureClassification(Kind.CONSTRAINT, inWords(it))));
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

    /// The name of the failure and the first line of what it says: the lines after it quote rows.
    private static String inWords(@Nullable Throwable failure) {
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
        String first = PlainText.first(tidy, LONGEST);
        return first.length() == tidy.length() ? tidy : PlainText.first(tidy, LONGEST - 1) + "…";
    }
}
