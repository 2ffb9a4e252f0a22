/// Where tests of messaging play: replicas of a service, in this JVM or in processes of their own,
/// on a database and a broker that are theirs alone.
@NullMarked
package dev.quadrille.messaging.replica;

import org.jspecify.annotations.NullMarked;
