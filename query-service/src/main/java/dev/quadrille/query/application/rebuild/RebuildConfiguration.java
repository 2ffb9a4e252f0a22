package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.platform.Uuids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Configures the leader election among replicas for rebuilds.
@Configuration(proxyBeanMethods = false)
class RebuildConfiguration {

    @Bean
    Lease rebuildLease() {
        return new Lease("rebuild", Uuids.next(), System::nanoTime);
    }
}
