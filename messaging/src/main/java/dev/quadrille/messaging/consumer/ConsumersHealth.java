package dev.quadrille.messaging.consumer;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Health of the consumers: down when a consumer has stopped for good, out of service when one has
/// been retrying a batch for too long. Otherwise the process would look healthy, answer requests,
/// and handle no events.
final class ConsumersHealth implements HealthIndicator {

    private final Consumers consumers;
    private final Duration stalledAfter;

    ConsumersHealth(Consumers consumers, Duration stalledAfter) {
        this.consumers = consumers;
        this.stalledAfter = stalledAfter;
    }

    @Override
    public Health health() {
        Map<String, Duration> stalled = consumers.stalledLongerThan(stalledAfter);
        Health.Builder health =
                consumers.areHealthy()
                        ? stalled.isEmpty() ? Health.up() : Health.outOfService()
                        : Health.down();
        stalled.forEach((topic, duration) ->
                health.withDetail(topic, "a batch has been failing for " + duration));
        return health.build();
    }
}
