/// The address of the client of a request, also behind a trusted proxy. Must not know limits.
@NullMarked
package dev.quadrille.gateway.client;

import org.jspecify.annotations.NullMarked;
