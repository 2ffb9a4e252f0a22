package dev.quadrille.messaging;

import java.util.List;

/// Handles the events of one poll of a topic.
@FunctionalInterface
public interface BatchHandler<E> {

    /// Must be an idempotent consumer: offsets are committed after the transaction, so events may
    /// be delivered again. An exception rolls back, and the batch is retried. Only a {@link
    /// PoisonEvent}, or data that violates a constraint, makes the one event that causes it a dead
    /// letter.
    void handle(List<EventEnvelope<E>> batch);
}
