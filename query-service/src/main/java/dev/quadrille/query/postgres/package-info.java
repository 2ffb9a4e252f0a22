/// The read model in tables, written and read by plain SQL.
@NullMarked
package dev.quadrille.query.postgres;

import org.jspecify.annotations.NullMarked;
