/// Shipments in PostgreSQL: one row an order.
@NullMarked
package dev.quadrille.shipping.postgres;

import org.jspecify.annotations.NullMarked;
