package dev.quadrille.gateway.loadbalancer;

import dev.quadrille.gateway.upstream.Upstream;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Base URLs of each service: scheme, host and port. Several URLs, or a host name with several
/// addresses, mean several instances.
///
/// @param services separated by commas in a property
@ConfigurationProperties("quadrille")
public record ServiceAddresses(Map<Upstream, List<URI>> services) {

    public ServiceAddresses {
        services = Map.copyOf(services);
        Set<Upstream> missing = EnumSet.allOf(Upstream.class);
        services.forEach((service, addresses) -> {
            if (!addresses.isEmpty()) {
                missing.remove(service);
            }
        });
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("No address is configured for " + missing);
        }
    }

    public List<URI> of(Upstream service) {
        return Objects.requireNonNull(services.get(service));
    }
}
