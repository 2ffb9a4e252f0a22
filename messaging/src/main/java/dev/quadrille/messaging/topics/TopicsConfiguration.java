package dev.quadrille.messaging.topics;

import dev.quadrille.messaging.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/// Configures the topics of the system, and the readers of a service.
@AutoConfiguration(
        afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
public class TopicsConfiguration {

    @Bean
    TopicCreation topicCreation(
            KafkaAdmin kafka,
            @Value("${quadrille.messaging.replicas:1}") short replicas,
            @Value("${spring.application.name}") String application) {
        requireReplicas(replicas);
        NewTopic orderFlow = unlimited(topic(Topic.ORDER_FLOW, replicas)).build();
        NewTopic catalog = topic(Topic.CATALOG, replicas).compact().build();
        // Accepts larger records than the topics that its records come from.
        NewTopic deadLetters =
                unlimited(topic(ServiceName.of(application).deadLetterTopic(), 1, replicas))
                        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "2097152")
                        .build();
        return new TopicCreation(kafka, List.of(orderFlow, catalog, deadLetters));
    }

    /// Down when a topic is unusable until an operator changes it. An unavailable broker does not
    /// count, because the service works without it.
    @Bean
    HealthIndicator topicsHealthIndicator(TopicCreation topics) {
        return () -> {
            Map<String, String> unusable = topics.unusable();
            return (unusable.isEmpty() ? Health.up() : Health.down().withDetails(unusable)).build();
        };
    }

    @Bean
    TopicReaders topicReaders(
            ConsumerFactory<String, byte[]> consumers,
            KafkaAdmin admin,
            @Value("${spring.application.name}") String application) {
        return new KafkaTopicReaders(application, consumers, admin);
    }

    /// Rejects two replicas, because no value of `min.insync.replicas` is right for them: with 2,
    /// one failed broker stops all writes; with 1, it can lose acknowledged events.
    private static void requireReplicas(short replicas) {
        if (replicas < 1 || replicas == 2) {
            throw new IllegalArgumentException(
                    "quadrille.messaging.replicas is "
                            + replicas
                            + "; it must be 1 (one broker has the only copy) or at least 3 (any one"
                            + " broker may fail)");
        }
    }

    private static TopicBuilder topic(Topic<?> topic, short replicas) {
        return topic(topic.name(), topic.partitions(), replicas);
    }

    /// A record counts as sent once a majority of the replicas has it: two of three, so that any
    /// one may fail.
    private static TopicBuilder topic(String name, int partitions, short replicas) {
        return TopicBuilder.name(name)
                .partitions(partitions)
                .replicas(replicas)
                .config(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString((replicas + 1) / 2));
    }

    /// Retains everything: read models are rebuilt from the log, and deadLetters letters are kept
    /// until an operator has handled them.
    private static TopicBuilder unlimited(TopicBuilder topic) {
        return topic.config(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE)
                .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
                .config(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    }
}
