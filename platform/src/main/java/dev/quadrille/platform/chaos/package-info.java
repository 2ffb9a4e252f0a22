/// Chaos toggles: faults that an operator sets at run time, with a probability, a duration and a
/// customer. Exists only under the profile `chaos`. Must not know how a module simulates a fault.
@NullMarked
package dev.quadrille.platform.chaos;

import org.jspecify.annotations.NullMarked;
