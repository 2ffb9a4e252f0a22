/// The representation of an order in the API, for every service that returns orders. Knows the
/// values of the published language, and no framework.
@NullMarked
package dev.quadrille.orderapi;

import org.jspecify.annotations.NullMarked;
