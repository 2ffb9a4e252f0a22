/// The payment service. It charges each order once and refunds the charge of a cancelled order.
@NullMarked
package dev.quadrille.payment;

import org.jspecify.annotations.NullMarked;
