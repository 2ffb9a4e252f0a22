/// Servers in containers, of the same images as the shop's (`.env`).
@NullMarked
package dev.quadrille.messaging.servers.containers;

import org.jspecify.annotations.NullMarked;
