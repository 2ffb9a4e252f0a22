package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.platform.Uuids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Says which replica rebuilds.
@Configuration(proxyBeanMethods = false)
class RebuildConfiguration {

    @Bean
    Lease rebuildLease() {
        return new Lease("rebuild", Uuids.next(), System::nanoTime);
    }
}
