/// Token buckets: the rates of all rate limits, and buckets in memory and in Valkey. Must not know
/// HTTP requests.
@NullMarked
package dev.quadrille.gateway.ratelimit.bucket;

import org.jspecify.annotations.NullMarked;
