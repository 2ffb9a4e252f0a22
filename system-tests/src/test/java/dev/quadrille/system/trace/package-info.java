/// A collector for the traces that the running system exports, and the exported traces.
@NullMarked
package dev.quadrille.system.trace;

import org.jspecify.annotations.NullMarked;
