/// The application layer: the saga participant, and the worker that calls the provider outside of
/// any transaction.
@NullMarked
package dev.quadrille.payment.application;

import org.jspecify.annotations.NullMarked;
