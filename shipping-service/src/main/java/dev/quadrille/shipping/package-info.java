/// Shipping: books with a carrier what has been paid for, and calls it off when the order is
/// cancelled.
@NullMarked
package dev.quadrille.shipping;

import org.jspecify.annotations.NullMarked;
