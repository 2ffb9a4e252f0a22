/// Stories across the whole system, told on real processes.
@NullMarked
package dev.quadrille.system;

import org.jspecify.annotations.NullMarked;
