/// The application layer. It places, confirms, cancels and finds orders.
@NullMarked
package dev.quadrille.order.application;

import org.jspecify.annotations.NullMarked;
