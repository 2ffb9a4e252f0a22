/// Reservations by JPA, catalog and counters by SQL.
@NullMarked
package dev.quadrille.inventory.postgres;

import org.jspecify.annotations.NullMarked;
