/// Owns transition tables, which test the decisions of a participant.
@NullMarked
package dev.quadrille.testsupport.decisions;

import org.jspecify.annotations.NullMarked;
