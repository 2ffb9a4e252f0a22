/// Concurrency limit (bulkhead): limits how many requests the gateway processes at the same time,
/// in total and per caller. Must not know to which service a request is routed.
@NullMarked
package dev.quadrille.gateway.concurrency;

import org.jspecify.annotations.NullMarked;
