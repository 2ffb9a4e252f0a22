/// The domain model: the order state machine and the cart. This package does not depend on any
/// framework.
@NullMarked
package dev.quadrille.order.domain;

import org.jspecify.annotations.NullMarked;
