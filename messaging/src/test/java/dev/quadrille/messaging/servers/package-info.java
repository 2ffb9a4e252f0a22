/// Owns the real servers for the integration tests of all services, which use {@link
/// dev.quadrille.messaging.servers.RealServers}. Only {@link
/// dev.quadrille.messaging.servers.Servers} chooses between containers and embedded servers.
@NullMarked
package dev.quadrille.messaging.servers;

import org.jspecify.annotations.NullMarked;
