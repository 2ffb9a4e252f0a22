/// The domain model: the payment state machine. This package does not depend on any framework.
@NullMarked
package dev.quadrille.payment.domain;

import org.jspecify.annotations.NullMarked;
