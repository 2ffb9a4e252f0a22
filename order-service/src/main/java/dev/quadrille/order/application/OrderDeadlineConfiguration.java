package dev.quadrille.order.application;

import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.platform.Uuids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Configures the lease of the replica that enforces the order deadline.
@Configuration(proxyBeanMethods = false)
class OrderDeadlineConfiguration {

    @Bean
    Lease deadlineLease() {
        return new Lease("deadline", Uuids.next(), System::nanoTime);
    }
}
