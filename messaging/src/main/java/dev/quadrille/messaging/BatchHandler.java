package dev.quadrille.messaging;

import java.util.List;

/// Handles the events of one poll of a topic.
@FunctionalInterface
public interface BatchHandler<E> {

    /// Handles the events in log order. An idempotent consumer: the surrounding transaction commits
    /// before the offsets do, so the same events may be delivered again and must then change
    /// nothing. An exception rolls back the transaction, and the batch is retried. Only a {@link
    /// PoisonEvent}, or data that violates a constraint, makes the one event that causes it a dead
    /// letter.
    void handle(List<Received<E>> batch);
}
