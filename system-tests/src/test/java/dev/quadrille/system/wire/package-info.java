/// A minimal HTTP client for requests that client libraries reject.
@NullMarked
package dev.quadrille.system.wire;

import org.jspecify.annotations.NullMarked;
