/// Tests of the `.http` files in `docs/api` against the running system.
@NullMarked
package dev.quadrille.system.http;

import org.jspecify.annotations.NullMarked;
