/// Owns the real servers for the integration tests of all services, which use {@link
/// dev.quadrille.testsupport.servers.RealServers}. Only {@link
/// dev.quadrille.testsupport.servers.Servers} chooses between containers and embedded servers.
@NullMarked
package dev.quadrille.testsupport.servers;

import org.jspecify.annotations.NullMarked;
