/// The HTTP adapter of the payment provider, with its timeouts, retry and circuit breaker.
@NullMarked
package dev.quadrille.payment.provider;

import org.jspecify.annotations.NullMarked;
