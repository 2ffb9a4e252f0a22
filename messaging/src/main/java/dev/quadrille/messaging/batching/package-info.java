/// Owns the pacing of background workers: adaptive batching and the signal that wakes an idle
/// worker. Must not know what the workers do.
@NullMarked
package dev.quadrille.messaging.batching;

import org.jspecify.annotations.NullMarked;
