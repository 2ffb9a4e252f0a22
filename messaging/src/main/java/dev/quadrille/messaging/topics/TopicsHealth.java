package dev.quadrille.messaging.topics;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Tells when a topic is set up in a way that the service cannot use, which only an operator can
/// change. A broker that does not answer is no reason: the service goes on without it.
final class TopicsHealth implements HealthIndicator {

    private final TopicCreation topics;

    TopicsHealth(TopicCreation topics) {
        this.topics = topics;
    }

    @Override
    public Health health() {
        Map<String, String> unusable = topics.unusable();
        return unusable.isEmpty()
                ? Health.up().build()
                : Health.down().withDetails(unusable).build();
    }
}
