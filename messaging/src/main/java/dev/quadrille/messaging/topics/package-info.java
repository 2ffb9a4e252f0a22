/// Owns the topics: their required configuration, their creation before they are used, however late
/// the broker becomes available, and reading one from beginning to end, outside any consumer group.
/// Must not know what the reader does with the events.
@NullMarked
package dev.quadrille.messaging.topics;

import org.jspecify.annotations.NullMarked;
