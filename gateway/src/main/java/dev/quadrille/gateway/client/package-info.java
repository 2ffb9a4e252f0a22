/// The client of a request: its address, also behind a trusted proxy, and its authenticated caller.
/// Must not know limits.
@NullMarked
package dev.quadrille.gateway.client;

import org.jspecify.annotations.NullMarked;
