package dev.quadrille.messaging.topics;

import dev.quadrille.messaging.Topic;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/// How the topics have to be.
@AutoConfiguration(
        afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
public class TopicsConfiguration {

    @Bean
    TopicCreation topics(
            KafkaAdmin kafka,
            @Value("${quadrille.messaging.replicas:1}") short replicas,
            @Value("${spring.application.name}") String application) {
        requireReplicas(replicas);
        NewTopic orderFlow = unlimited(topic(Topic.ORDER_FLOW, replicas)).build();
        NewTopic catalog = topic(Topic.CATALOG, replicas).compact().build();
        // Roomier than the topics that its records may have come from.
        NewTopic dead =
                unlimited(topic(ServiceName.of(application).deadTopic(), 1, replicas))
                        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "2097152")
                        .build();
        return new TopicCreation(kafka, List.of(orderFlow, catalog, dead));
    }

    @Bean
    TopicsHealth topicsHealthIndicator(TopicCreation topics) {
        return new TopicsHealth(topics);
    }

    /// Two replicas are refused, because neither setting of `min.insync.replicas` is what is meant:
    /// with two, one lost broker stops the log; with one, it takes acknowledged events with it.
    private static void requireReplicas(short replicas) {
        if (replicas < 1 || replicas == 2) {
            throw new IllegalArgumentException(
                    "quadrille.messaging.replicas is "
                            + replicas
                            + "; it must be 1 (one broker holds the only copy), or at least 3 (any"
                            + " one broker may be lost)");
        }
    }

    private static TopicBuilder topic(Topic<?> topic, short replicas) {
        return topic(topic.name(), topic.partitions(), replicas);
    }

    /// Of three replicas two must have a record before it counts as sent, so that any one may be
    /// lost.
    private static TopicBuilder topic(String name, int partitions, short replicas) {
        return TopicBuilder.name(name)
                .partitions(partitions)
                .replicas(replicas)
                .config(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString((replicas + 1) / 2));
    }

    /// Read models are rebuilt from the log, and dead letters are kept until an operator has looked
    /// at them: nothing is deleted by age, by size or by key.
    private static TopicBuilder unlimited(TopicBuilder topic) {
        return topic.config(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE)
                .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
                .config(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    }
}
