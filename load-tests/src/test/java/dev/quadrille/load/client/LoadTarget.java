package dev.quadrille.load.client;

import java.net.URI;
import java.util.Set;

/// The gateway that receives the load. It must be on this machine.
public record LoadTarget(URI url) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public LoadTarget {
        if (url.getHost() == null || !LOOPBACK.contains(url.getHost())) {
            throw new IllegalArgumentException("The target must be a loopback address, not " + url);
        }
    }
}
