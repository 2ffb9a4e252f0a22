/// What is routed where, and what becomes of a request whose service is away. Must not look into
/// bodies or tokens.
@NullMarked
package dev.quadrille.gateway.route;

import org.jspecify.annotations.NullMarked;
