/// The order: accepted, confirmed or cancelled here and nowhere else.
@NullMarked
package dev.quadrille.order;

import org.jspecify.annotations.NullMarked;
