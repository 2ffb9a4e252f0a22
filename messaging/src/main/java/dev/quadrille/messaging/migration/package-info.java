/// Owns the connections for schema migrations at startup, separate from the pool and with their own
/// limits. Must not know what the migrations contain.
@NullMarked
package dev.quadrille.messaging.migration;

import org.jspecify.annotations.NullMarked;
