/// Builds the commands of the JVMs: options, class paths, and AOT caches with their training. Must
/// not know how processes are supervised.
@NullMarked
package dev.quadrille.local.jvm;

import org.jspecify.annotations.NullMarked;
