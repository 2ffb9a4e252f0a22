/// Owns how background workers handle work in batches: adaptive batching, the signal that wakes an
/// idle worker, and the isolation of an item that makes its batch fail. Must not know what the
/// workers do.
@NullMarked
package dev.quadrille.messaging.batching;

import org.jspecify.annotations.NullMarked;
