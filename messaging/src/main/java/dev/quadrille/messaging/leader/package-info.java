/// Work that only one replica of a service may do at a time: leader election over a row in the
/// service's own database.
@NullMarked
package dev.quadrille.messaging.leader;

import org.jspecify.annotations.NullMarked;
