/// Owns the embedded test servers, from Maven Central and without Docker.
@NullMarked
package dev.quadrille.messaging.servers.embedded;

import org.jspecify.annotations.NullMarked;
