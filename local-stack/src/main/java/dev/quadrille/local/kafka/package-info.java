/// A real Kafka broker, controller included, as a process of the stack. Runs in a JVM of its own
/// and must be known to nothing else by more than the name of its main class.
@NullMarked
package dev.quadrille.local.kafka;

import org.jspecify.annotations.NullMarked;
