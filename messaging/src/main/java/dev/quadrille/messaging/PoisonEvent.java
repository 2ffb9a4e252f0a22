package dev.quadrille.messaging;

import dev.quadrille.platform.failure.DefiniteFailure;
import dev.quadrille.platform.failure.FailureClassifier;
import java.util.function.Supplier;

/// A poison message: an event whose pure handling fails, and would fail again on every retry. It
/// becomes a dead letter, and its order is parked. Every other failure of a batch is treated as
/// transient.
///
/// Decision record: `docs/decisions/0012-dead-letters.md`.
public final class PoisonEvent extends RuntimeException implements DefiniteFailure {

    private final PartitionOffset position;

    private PoisonEvent(EventEnvelope<?> event, RuntimeException cause) {
        super("event " + event.id() + " cannot be handled", cause);
        this.position = event.position();
    }

    public boolean concerns(EventEnvelope<?> event) {
        return position.equals(event.position());
    }

    public static Throwable unwrap(RuntimeException failure) {
        Throwable cause = failure instanceof PoisonEvent ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    /// Wraps what the pure function throws, except a failure of a database or a transaction.
    public static <T> T guard(EventEnvelope<?> event, Supplier<T> pure) {
        try {
            return pure.get();
        } catch (RuntimeException e) {
            throw FailureClassifier.isDatabaseFailure(e) ? e : new PoisonEvent(event, e);
        }
    }
}
