package dev.quadrille.platform.connection;

import java.net.InetAddress;

/// Client addresses to which the limit per address does not apply, because many clients share them:
/// those of a load balancer. The total limit still applies.
@FunctionalInterface
public interface ExemptAddresses {

    /// Called for every new connection by the only thread that accepts connections, so it must not
    /// block.
    boolean contains(InetAddress address);
}
