/// The PostgreSQL adapter. It uses JPA for orders and SQL for the catalog replica.
@NullMarked
package dev.quadrille.order.postgres;

import org.jspecify.annotations.NullMarked;
