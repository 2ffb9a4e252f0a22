/// The read model in PostgreSQL tables, written and read with plain SQL.
@NullMarked
package dev.quadrille.query.postgres;

import org.jspecify.annotations.NullMarked;
