/// The inventory service. It owns the catalog, the stock and the reservations of stock for orders.
@NullMarked
package dev.quadrille.inventory;

import org.jspecify.annotations.NullMarked;
