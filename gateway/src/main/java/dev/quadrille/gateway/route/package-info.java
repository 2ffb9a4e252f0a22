/// Routing: the routing table and the fallback of routes. Must not read bodies or tokens.
@NullMarked
package dev.quadrille.gateway.route;

import org.jspecify.annotations.NullMarked;
