/// The way in: batches of records, decided in one transaction, repeated until they succeed. Knows
/// Kafka, and how to tell trouble that passes from a record that can never be handled.
@NullMarked
package dev.quadrille.messaging.consumer;

import org.jspecify.annotations.NullMarked;
