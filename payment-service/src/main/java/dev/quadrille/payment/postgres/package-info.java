/// The PostgreSQL adapter. It stores one payment row per order. The rows are also the work queue of
/// the payment worker.
@NullMarked
package dev.quadrille.payment.postgres;

import org.jspecify.annotations.NullMarked;
