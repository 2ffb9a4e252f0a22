/// Orders by JPA, the replica of the catalog by SQL.
@NullMarked
package dev.quadrille.order.postgres;

import org.jspecify.annotations.NullMarked;
