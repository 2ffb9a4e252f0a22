/// What no request may exceed, wherever it goes. Knows problems, and nothing of what a request is
/// about.
@NullMarked
package dev.quadrille.platform.limits;

import org.jspecify.annotations.NullMarked;
