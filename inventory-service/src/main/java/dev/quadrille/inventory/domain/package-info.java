/// The domain model: the reservation state machine and the stock levels. This package does not
/// depend on any framework.
@NullMarked
package dev.quadrille.inventory.domain;

import org.jspecify.annotations.NullMarked;
