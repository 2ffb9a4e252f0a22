/// The PostgreSQL adapter. It stores one shipment row per order.
@NullMarked
package dev.quadrille.shipping.postgres;

import org.jspecify.annotations.NullMarked;
