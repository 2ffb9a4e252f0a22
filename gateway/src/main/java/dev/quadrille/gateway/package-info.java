/// The one door of the shop: who may come in, and which service each request goes to. Must not know
/// what an order is.
@NullMarked
package dev.quadrille.gateway;

import org.jspecify.annotations.NullMarked;
