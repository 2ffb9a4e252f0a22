/// Operator endpoints that combine the responses of all services (scatter-gather). Must not know
/// how a service handles its dead letters.
@NullMarked
package dev.quadrille.gateway.operator;

import org.jspecify.annotations.NullMarked;
