/// The shipping service. It books a shipment for a paid order and cancels the shipment when the
/// order is cancelled.
@NullMarked
package dev.quadrille.shipping;

import org.jspecify.annotations.NullMarked;
