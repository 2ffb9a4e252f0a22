package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.wire.Outgoing;

/// A fact, or a dead letter, that waits to be sent, under the number that tells its turn.
record OutboxRow(long id, Outgoing outgoing) {}
