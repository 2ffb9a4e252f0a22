/// The way out: the outbox table that facts are appended to in the transaction that made them true,
/// and the relay that carries them to the broker.
@NullMarked
package dev.quadrille.messaging.outbox;

import org.jspecify.annotations.NullMarked;
