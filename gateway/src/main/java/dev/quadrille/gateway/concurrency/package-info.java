/// Limits how many requests the gateway serves at the same time: overall, and long polls by caller.
@NullMarked
package dev.quadrille.gateway.concurrency;

import org.jspecify.annotations.NullMarked;
