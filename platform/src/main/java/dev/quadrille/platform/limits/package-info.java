/// Limits for the size and form of every request. Must not know what a request is about.
@NullMarked
package dev.quadrille.platform.limits;

import org.jspecify.annotations.NullMarked;
