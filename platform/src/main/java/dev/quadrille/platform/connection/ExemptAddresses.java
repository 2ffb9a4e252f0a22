package dev.quadrille.platform.connection;

import java.net.InetAddress;

/// Client addresses without a limit of their own, because many clients share them: that of a load
/// balancer. The limit in total holds for them too.
@FunctionalInterface
public interface ExemptAddresses {

    /// Is asked for every new connection by the one thread that accepts them, so it must answer at
    /// once.
    boolean contains(InetAddress address);
}
