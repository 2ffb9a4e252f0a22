package dev.quadrille.messaging.topics;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Health of the topics: down when a topic is unusable until an operator changes it. An unavailable
/// broker does not count, because the service works without it.
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
