/// TLS at the public port of the gateway: whether it is on, and which certificate clients trust.
@NullMarked
package dev.quadrille.local.tls;

import org.jspecify.annotations.NullMarked;
