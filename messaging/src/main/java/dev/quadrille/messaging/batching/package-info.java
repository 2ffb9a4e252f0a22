/// Paces background workers: adaptive batching, and the signal that wakes an idle worker.
@NullMarked
package dev.quadrille.messaging.batching;

import org.jspecify.annotations.NullMarked;
