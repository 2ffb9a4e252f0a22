package dev.quadrille.load;

import java.net.URI;
import java.util.Set;

/// The shop that is put under load: one on this machine, never anybody else's.
record LoadTarget(URI url) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    LoadTarget {
        if (url.getHost() == null || !LOOPBACK.contains(url.getHost())) {
            throw new IllegalArgumentException(url + " is not on this machine");
        }
    }

    /// The one that `-Dquadrille.url` names.
    static LoadTarget fromProperties() {
        return new LoadTarget(
                URI.create(LoadSettings.text("quadrille.url", "http://127.0.0.1:8080")));
    }
}
