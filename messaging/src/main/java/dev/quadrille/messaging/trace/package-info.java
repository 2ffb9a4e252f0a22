/// What the handling of events adds to the traces of their orders. Knows nothing of what is
/// handled, nor of who collects the traces.
@NullMarked
package dev.quadrille.messaging.trace;

import org.jspecify.annotations.NullMarked;
