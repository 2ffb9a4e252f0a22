/// Owns transition tables, which test the decisions of a participant.
@NullMarked
package dev.quadrille.messaging.decisions;

import org.jspecify.annotations.NullMarked;
