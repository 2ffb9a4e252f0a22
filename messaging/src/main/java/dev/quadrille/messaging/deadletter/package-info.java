/// Owns the records that can never be handled: their table, the parking lot in front of the
/// consumers that holds back later events of the same order, and the replay and discard by
/// operators. Must not know how records are polled, or what handlers decide.
@NullMarked
package dev.quadrille.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
