/// The `breakers` command: shows the circuit breakers of the gateway.
@NullMarked
package dev.quadrille.cli.breaker;

import org.jspecify.annotations.NullMarked;
