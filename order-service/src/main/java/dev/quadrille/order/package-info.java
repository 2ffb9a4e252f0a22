/// The order service. It alone accepts, confirms and cancels orders.
@NullMarked
package dev.quadrille.order;

import org.jspecify.annotations.NullMarked;
