/// Owns the time limits of requests that use the database, and the connections outside the pool of
/// a service: those for schema migrations at startup, and dedicated ones. Optional: must not be
/// required by services without a database.
@NullMarked
package dev.quadrille.platform.database;

import org.jspecify.annotations.NullMarked;
