/// What may become of a payment. Pure Java.
@NullMarked
package dev.quadrille.payment.domain;

import org.jspecify.annotations.NullMarked;
