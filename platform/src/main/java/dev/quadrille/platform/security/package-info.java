/// Authentication and authorization. Every service validates the token itself; a gateway in front
/// of it is not trusted.
@NullMarked
package dev.quadrille.platform.security;

import org.jspecify.annotations.NullMarked;
