/// Checks whether ports of this machine are free, and finds the processes that listen on them. Must
/// not know the components that need the ports.
@NullMarked
package dev.quadrille.local.port;

import org.jspecify.annotations.NullMarked;
