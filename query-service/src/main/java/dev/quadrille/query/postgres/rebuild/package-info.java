/// The tables of a rebuild in PostgreSQL: shadow tables, checkpoints, and the history of rebuilds.
@NullMarked
package dev.quadrille.query.postgres.rebuild;

import org.jspecify.annotations.NullMarked;
