package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.wire.Envelope;

/// A fact that waits to be sent, under the number that tells its turn.
record OutboxRow(long id, Envelope envelope) {}
