package dev.quadrille.messaging.consumer;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Tells when a consumer has ended for good, or has been trying one batch again for too long, which
/// nothing else would show: the process would go on answering requests, and react to nothing.
final class ConsumersHealth implements HealthIndicator {

    private final Consumers consumers;
    private final Duration stalledAfter;

    ConsumersHealth(Consumers consumers, Duration stalledAfter) {
        this.consumers = consumers;
        this.stalledAfter = stalledAfter;
    }

    @Override
    public Health health() {
        Map<String, Duration> stalled = consumers.stalledFor(stalledAfter);
        Health.Builder health =
                consumers.areHealthy()
                        ? stalled.isEmpty() ? Health.up() : Health.outOfService()
                        : Health.down();
        stalled.forEach((topic, duration) ->
                health.withDetail(topic, "one batch has failed for " + duration));
        return health.build();
    }
}
