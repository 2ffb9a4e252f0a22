/// Orders by JPA; idempotency keys and the replica of the catalog by SQL.
@NullMarked
package dev.quadrille.order.postgres;

import org.jspecify.annotations.NullMarked;
