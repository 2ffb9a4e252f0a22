/// Servers from Maven Central, run on this machine without Docker.
@NullMarked
package dev.quadrille.messaging.servers.embedded;

import org.jspecify.annotations.NullMarked;
