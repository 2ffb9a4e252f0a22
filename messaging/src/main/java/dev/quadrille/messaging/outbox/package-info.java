/// Owns the transactional outbox: the table of events that are committed and not yet published, and
/// the two ways to append to it, for events and for dead letters. Must not know how rows reach the
/// broker; it only wakes the {@link dev.quadrille.messaging.outbox.Relay}.
@NullMarked
package dev.quadrille.messaging.outbox;

import org.jspecify.annotations.NullMarked;
