/// Payment: charges each order once, and pays back what a cancelled one was charged.
@NullMarked
package dev.quadrille.payment;

import org.jspecify.annotations.NullMarked;
