/// Payments in PostgreSQL: one row an order, which is also the worker's list of what is due.
@NullMarked
package dev.quadrille.payment.postgres;

import org.jspecify.annotations.NullMarked;
