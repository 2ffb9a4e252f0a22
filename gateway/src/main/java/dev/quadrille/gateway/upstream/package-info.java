/// HTTP calls to upstream services: connection pools, timeouts, client-side load balancing,
/// tracing, and the translation of failed calls into problem details. Must not know the routing
/// table.
@NullMarked
package dev.quadrille.gateway.upstream;

import org.jspecify.annotations.NullMarked;
