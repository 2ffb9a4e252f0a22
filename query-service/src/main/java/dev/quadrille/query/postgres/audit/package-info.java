/// The tables of the audit in PostgreSQL, and the wiring of the audit.
@NullMarked
package dev.quadrille.query.postgres.audit;

import org.jspecify.annotations.NullMarked;
