/// Owns the parking lot: the filter in front of each consumer that parks the events of an order
/// while an earlier event of that order is a dead letter. Must not know how dead letters are
/// replayed.
@NullMarked
package dev.quadrille.messaging.deadletter.parking;

import org.jspecify.annotations.NullMarked;
