package dev.quadrille.messaging.consumer;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Tells when a consumer has ended for good, which nothing else would show: the process would go on
/// answering requests, and react to nothing.
final class ConsumersHealth implements HealthIndicator {

    private final Consumers consumers;

    ConsumersHealth(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public Health health() {
        return consumers.areHealthy() ? Health.up().build() : Health.down().build();
    }
}
