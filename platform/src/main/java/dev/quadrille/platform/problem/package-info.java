/// Error responses as problem details (RFC 9457) with stable types and without internals.
@NullMarked
package dev.quadrille.platform.problem;

import org.jspecify.annotations.NullMarked;
