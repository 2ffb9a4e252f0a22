/// HTTP by hand, for requests that no client library would send.
@NullMarked
package dev.quadrille.system.wire;

import org.jspecify.annotations.NullMarked;
