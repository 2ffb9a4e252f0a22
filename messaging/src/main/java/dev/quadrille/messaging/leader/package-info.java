/// Owns leader election among the replicas of a service, by a lease row in its own database, and
/// the scheduler of the tasks that only the leader runs. Must not know what those tasks do.
@NullMarked
package dev.quadrille.messaging.leader;

import org.jspecify.annotations.NullMarked;
