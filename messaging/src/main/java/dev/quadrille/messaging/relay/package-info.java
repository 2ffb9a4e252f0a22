/// Owns the outbox relay, which publishes the rows of the outbox table to Kafka and deletes them
/// once the broker has acknowledged them. Must not know who appends rows or what they mean.
@NullMarked
package dev.quadrille.messaging.relay;

import org.jspecify.annotations.NullMarked;
