/// Whose tokens are believed: the demo's own authorization server, or the one that is configured.
/// Must not know any route.
@NullMarked
package dev.quadrille.gateway.identity;

import org.jspecify.annotations.NullMarked;
