/// How a service says no: problem details (RFC 9457) with stable types, and nothing of the inside
/// in them.
@NullMarked
package dev.quadrille.platform.problem;

import org.jspecify.annotations.NullMarked;
