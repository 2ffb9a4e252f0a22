/// Load balancing: the instances of each service, their health, and the choice of one for each
/// call. Must not know the routing table or what a request is for.
///
/// Decision record: `docs/decisions/0036-load-balancing.md`.
@NullMarked
package dev.quadrille.gateway.loadbalancer;

import org.jspecify.annotations.NullMarked;
