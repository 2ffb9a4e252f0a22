package dev.quadrille.gateway.route;

import dev.quadrille.gateway.upstream.Upstream;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Base URL of each service: scheme, host and port.
@ConfigurationProperties("quadrille")
public record ServiceAddresses(Map<Upstream, URI> services) {

    public ServiceAddresses {
        services = Map.copyOf(services);
        Set<Upstream> missing = EnumSet.allOf(Upstream.class);
        missing.removeAll(services.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("No address is configured for " + missing);
        }
    }

    public URI of(Upstream service) {
        return Objects.requireNonNull(services.get(service));
    }
}
