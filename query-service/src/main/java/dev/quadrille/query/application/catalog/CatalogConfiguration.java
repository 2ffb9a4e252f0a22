package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.platform.Uuids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Configures the lease of the replica that saves the catalog.
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    Lease catalogLease() {
        return new Lease("catalog", Uuids.next(), System::nanoTime);
    }
}
