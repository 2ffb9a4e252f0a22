/// Owns the tables of dead letters, parked events and discarded records, and the classification of
/// failures that decides whether a record becomes a dead letter. Must not know how records are
/// consumed or replayed.
@NullMarked
package dev.quadrille.messaging.deadletter.store;

import org.jspecify.annotations.NullMarked;
