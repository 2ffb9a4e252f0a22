/// How often somebody may ask: buckets of tokens, one of a customer and some of an address, each
/// request takes one. Must not know what is asked for.
@NullMarked
package dev.quadrille.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
