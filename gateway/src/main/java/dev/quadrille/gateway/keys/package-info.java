/// Private keys of the gateway on disk, and TLS at its public port.
@NullMarked
package dev.quadrille.gateway.keys;

import org.jspecify.annotations.NullMarked;
