/// Tests a participant's decisions against its transitions, written down as a table.
@NullMarked
package dev.quadrille.messaging.decisions;

import org.jspecify.annotations.NullMarked;
