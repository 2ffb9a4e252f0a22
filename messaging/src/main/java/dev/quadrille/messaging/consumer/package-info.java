/// Owns the consumer side: it polls Kafka, decides a batch in one transaction, dispatches saga
/// events, and retries until the batch succeeds. Must not know how dead letters are stored or
/// replayed.
@NullMarked
package dev.quadrille.messaging.consumer;

import org.jspecify.annotations.NullMarked;
