/// Rate limits: which limit applies to a request, the algorithms, where limits are stored (in
/// memory and in Valkey), and the responses to rejected requests. Must not know what a request is
/// for.
@NullMarked
package dev.quadrille.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
