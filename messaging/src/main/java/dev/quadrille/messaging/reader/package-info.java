/// Owns reading a topic as a log from beginning to end, outside any consumer group. Must not know
/// what the reader does with the events.
@NullMarked
package dev.quadrille.messaging.reader;

import org.jspecify.annotations.NullMarked;
