/// What can be done to orders: place, confirm, cancel, look up.
@NullMarked
package dev.quadrille.order.application;

import org.jspecify.annotations.NullMarked;
