/// HTTP calls to upstream services: connection pools, timeouts, tracing, and the translation of
/// failed calls into problem details. Must not know the routing table, nor how an instance is
/// chosen.
@NullMarked
package dev.quadrille.gateway.upstream;

import org.jspecify.annotations.NullMarked;
