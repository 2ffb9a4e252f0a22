/// Stand-ins for unit tests of participants: the ports of messaging, kept in memory, held to the
/// same contract as the real ones.
@NullMarked
package dev.quadrille.messaging.fakes;

import org.jspecify.annotations.NullMarked;
