/// A real PostgreSQL server: programs, data directory, databases and roles, and the check that its
/// commits are durable. Must not know the services that use it.
@NullMarked
package dev.quadrille.servers.postgres;

import org.jspecify.annotations.NullMarked;
