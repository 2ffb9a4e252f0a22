/// The `breakers` command: shows the circuit breakers of the gateway.
@NullMarked
package dev.quadrille.local.command.breaker;

import org.jspecify.annotations.NullMarked;
