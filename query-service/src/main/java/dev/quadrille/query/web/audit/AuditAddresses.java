package dev.quadrille.query.web.audit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The addresses under `quadrille.audit.addresses`, by process name: one for each replica. All
/// replicas of a service have the same records.
@ConfigurationProperties("quadrille.audit")
record AuditAddresses(Map<String, List<URI>> addresses) {

    List<URI> of(String process) {
        return Objects.requireNonNull(addresses.get(process), process);
    }
}
