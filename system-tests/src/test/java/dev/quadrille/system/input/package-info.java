/// Hostile requests. The system must answer each with a problem and change no state.
@NullMarked
package dev.quadrille.system.input;

import org.jspecify.annotations.NullMarked;
