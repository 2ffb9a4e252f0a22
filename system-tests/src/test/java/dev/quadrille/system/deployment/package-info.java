/// The running system under test, with its customers, its operator and its recorded state.
@NullMarked
package dev.quadrille.system.deployment;

import org.jspecify.annotations.NullMarked;
