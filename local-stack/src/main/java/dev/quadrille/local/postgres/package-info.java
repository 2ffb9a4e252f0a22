/// A real PostgreSQL server as a process of the stack: its binaries, its data directory, the
/// databases and roles, and the proof that it keeps what it has committed. Must not know which
/// services use it.
@NullMarked
package dev.quadrille.local.postgres;

import org.jspecify.annotations.NullMarked;
