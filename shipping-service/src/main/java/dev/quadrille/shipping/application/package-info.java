/// The application layer. It connects the saga to the shipment state.
@NullMarked
package dev.quadrille.shipping.application;

import org.jspecify.annotations.NullMarked;
