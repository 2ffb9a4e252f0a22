/// Owns the topics and their required configuration, and creates them before they are used, however
/// late the broker becomes available. Must not know what the records contain.
@NullMarked
package dev.quadrille.messaging.topics;

import org.jspecify.annotations.NullMarked;
