/// The real servers that integration tests run on, the same for all services: put {@link
/// dev.quadrille.messaging.servers.RealServers} on a test class. Which servers these are is decided
/// in {@link dev.quadrille.messaging.servers.Servers} and nowhere else.
@NullMarked
package dev.quadrille.messaging.servers;

import org.jspecify.annotations.NullMarked;
