/// Measures the gateway of the running system.
@NullMarked
package dev.quadrille.system.gateway;

import org.jspecify.annotations.NullMarked;
