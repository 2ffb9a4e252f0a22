/// A real Kafka broker with its KRaft controller: in a JVM of its own for the local stack, or in
/// the JVM of a test. Kafka's server is an optional dependency, so a launcher refers to {@link
/// dev.quadrille.servers.kafka.EmbeddedKafkaBroker} by name only.
@NullMarked
package dev.quadrille.servers.kafka;

import org.jspecify.annotations.NullMarked;
