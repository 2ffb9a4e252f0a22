/// What becomes of records that cannot be handled: dead letters, the events of an order that wait
/// behind one, and how an operator lets them go on. Knows how to tell an event's own fault from
/// trouble that passes.
@NullMarked
package dev.quadrille.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
