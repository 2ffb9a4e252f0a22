/// Payment's part in the flow, and the worker that talks to the provider outside of any
/// transaction.
@NullMarked
package dev.quadrille.payment.application;

import org.jspecify.annotations.NullMarked;
