/// The `.http` files of `docs/api`, sent to the running shop as a reader would send them.
@NullMarked
package dev.quadrille.system.http;

import org.jspecify.annotations.NullMarked;
