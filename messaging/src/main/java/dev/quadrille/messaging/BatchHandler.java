package dev.quadrille.messaging;

import java.util.List;

/// Takes what one poll of a topic has brought.
@FunctionalInterface
public interface BatchHandler<E> {

    /// Handles the facts in the order of the log, inside one transaction that commits before their
    /// offsets do; so the same facts may come again, and must then change nothing. Whatever is
    /// thrown rolls back, and the batch is tried again; only a {@link PoisonEvent}, or data that
    /// breaks a constraint, makes a dead letter of the one event that is to blame.
    void handle(List<Received<E>> batch);
}
