/// Owns the transactional outbox, in this order: a service appends events ({@link
/// dev.quadrille.messaging.outbox.PostgresOutbox}), the replica sends them after the commit ({@link
/// dev.quadrille.messaging.outbox.OutboxSender}), and the relay of the leader sends what was left
/// behind ({@link dev.quadrille.messaging.outbox.OutboxRelay}). Must not know what the events mean.
@NullMarked
package dev.quadrille.messaging.outbox;

import org.jspecify.annotations.NullMarked;
