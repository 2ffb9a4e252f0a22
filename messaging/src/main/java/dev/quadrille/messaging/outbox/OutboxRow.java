package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.wire.Outgoing;

/// An event or a dead letter that waits to be sent, under the number that gives its turn.
record OutboxRow(long id, Destination destination, Outgoing outgoing) {}
