/// Routing: the routing table, the addresses of the services, and the fallback of routes. Must not
/// read bodies or tokens.
@NullMarked
package dev.quadrille.gateway.route;

import org.jspecify.annotations.NullMarked;
