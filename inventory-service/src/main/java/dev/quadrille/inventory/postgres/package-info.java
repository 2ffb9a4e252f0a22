/// The PostgreSQL adapter. It uses JPA for reservations and SQL for the catalog and the stock
/// levels.
@NullMarked
package dev.quadrille.inventory.postgres;

import org.jspecify.annotations.NullMarked;
