/// Rate-limiting algorithms: token bucket, leaky bucket and sliding window behind one interface,
/// each for one owner. Must not know HTTP requests, nor where limits are stored.
@NullMarked
package dev.quadrille.gateway.ratelimit.algorithm;

import org.jspecify.annotations.NullMarked;
