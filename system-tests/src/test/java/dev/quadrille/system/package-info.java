/// End-to-end tests of the whole system, on real processes.
@NullMarked
package dev.quadrille.system;

import org.jspecify.annotations.NullMarked;
