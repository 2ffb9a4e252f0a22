/// Authentication: which issuer's tokens the gateway accepts. Contains the demo authorization
/// server for the profile `demo`; other profiles use the configured issuer. Must not know any
/// route.
@NullMarked
package dev.quadrille.gateway.identity;

import org.jspecify.annotations.NullMarked;
