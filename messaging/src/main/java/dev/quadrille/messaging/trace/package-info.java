/// Owns the spans that the handling of events adds to the traces of their orders. Must not know
/// what the handlers decide, or where traces are exported to.
@NullMarked
package dev.quadrille.messaging.trace;

import org.jspecify.annotations.NullMarked;
