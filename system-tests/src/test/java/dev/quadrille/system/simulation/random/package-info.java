/// Seeded choices and fault injection of the simulation.
@NullMarked
package dev.quadrille.system.simulation.random;

import org.jspecify.annotations.NullMarked;
