/// A real Kafka broker with its KRaft controller. It runs in a separate JVM. Other packages must
/// refer to it by the name of its main class only.
@NullMarked
package dev.quadrille.local.kafka;

import org.jspecify.annotations.NullMarked;
