/// Owns what an operator does with dead letters: list, replay and discard them, and the automatic
/// replay after an upgrade or a repair. Must not know how a record became a dead letter.
@NullMarked
package dev.quadrille.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
