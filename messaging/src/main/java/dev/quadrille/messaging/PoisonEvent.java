package dev.quadrille.messaging;

import dev.quadrille.messaging.reader.PartitionOffset;
import java.util.function.Supplier;

/// An event that can never be handled, since the pure part of its handling fails: tried again it
/// would fail in the same way. It becomes a dead letter, and its order waits. What else goes wrong
/// around a batch is taken for trouble that passes.
public final class PoisonEvent extends RuntimeException {

    private final PartitionOffset position;

    private PoisonEvent(Received<?> event, RuntimeException cause) {
        super("event " + event.id() + " cannot be handled", cause);
        this.position = event.position();
    }

    /// Whether it is this one.
    public boolean is(Received<?> event) {
        return position.equals(event.position());
    }

    /// What a failure comes down to.
    public static Throwable causeOf(RuntimeException failure) {
        Throwable cause = failure instanceof PoisonEvent ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    /// Decides or folds an event. Whatever the pure function throws is put down to the event; what
    /// comes from a database or a transaction, were one asked in there, is not.
    public static <T> T ifItFails(Received<?> event, Supplier<T> pure) {
        try {
            return pure.get();
        } catch (RuntimeException e) {
            throw InfrastructureFailure.isBehind(e) ? e : new PoisonEvent(event, e);
        }
    }
}
