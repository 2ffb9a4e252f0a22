package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.UnreadableState;
import dev.quadrille.messaging.wire.UndecodableRecord;
import dev.quadrille.messaging.wire.UnknownEvent;
import dev.quadrille.platform.failure.DefiniteFailure;
import dev.quadrille.platform.failure.FailureClassifier;
import dev.quadrille.platform.text.PlainText;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cause of a dead letter: why repeating cannot help. The text is one line for operators,
/// without SQL and row data.
public record DeadLetterCause(Kind kind, String text) {

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

    /// Empty unless {@link FailureClassifier} finds the failure definite: any other one is retried.
    public static Optional<DeadLetterCause> of(Throwable thrown) {
        return FailureClassifier.definiteCause(thrown)
                .map(it -> new DeadLetterCause(kindOf(it), describe(rootOf(it))));
    }

    private static Kind kindOf(Throwable definite) {
        return switch (definite) {
            case UnknownEvent _ -> Kind.UNKNOWN;
            case UndecodableRecord _ -> Kind.UNDECODABLE;
            case PoisonEvent poison ->
                    poison.getCause() instanceof UnreadableState ? Kind.UNREADABLE : Kind.POISONED;
            default -> Kind.CONSTRAINT;
        };
    }

    private static @Nullable Throwable rootOf(Throwable definite) {
        return definite instanceof DefiniteFailure ? definite.getCause() : definite;
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
