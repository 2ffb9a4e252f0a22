/// Owns the API with which a service takes part in the choreographed saga: the participant it
/// implements ({@link dev.quadrille.messaging.SagaParticipant}), the outbox it publishes to ({@link
/// dev.quadrille.messaging.Outbox}) and the events it receives ({@link
/// dev.quadrille.messaging.EventEnvelope}). Must not expose Kafka types, so that no service depends
/// on Kafka.
@NullMarked
package dev.quadrille.messaging;

import org.jspecify.annotations.NullMarked;
