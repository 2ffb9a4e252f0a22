/// How a service takes part in the flow: what it implements ({@link
/// dev.quadrille.messaging.SagaParticipant}), where it puts what it has to tell ({@link
/// dev.quadrille.messaging.Outbox}) and what it is told ({@link dev.quadrille.messaging.Received}).
/// No type of Kafka shows here, so no service knows Kafka.
@NullMarked
package dev.quadrille.messaging;

import org.jspecify.annotations.NullMarked;
