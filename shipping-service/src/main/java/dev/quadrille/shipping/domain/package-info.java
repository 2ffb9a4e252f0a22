/// The domain model: the shipment state machine and the selection of a carrier. This package does
/// not depend on any framework.
@NullMarked
package dev.quadrille.shipping.domain;

import org.jspecify.annotations.NullMarked;
