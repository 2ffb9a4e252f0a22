/// Whether a port of this machine is free, and who holds it if not. Must not know what the ports
/// are for.
@NullMarked
package dev.quadrille.local.port;

import org.jspecify.annotations.NullMarked;
