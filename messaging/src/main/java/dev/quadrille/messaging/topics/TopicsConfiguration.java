package dev.quadrille.messaging.topics;

import dev.quadrille.messaging.Topic;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
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
    Topics topics(
            KafkaAdmin kafka,
            @Value("${quadrille.messaging.replicas:1}") short replicas,
            @Value("${spring.application.name}") String application) {
        // Of three replicas two have to have a record before it counts as sent, so that any one may
        // be lost.
        String inSync = Integer.toString((replicas + 1) / 2);
        // The number of partitions is for ever: another one would give orders another partition in
        // the middle of their life.
        NewTopic orderFlow =
                TopicBuilder.name(Topic.ORDER_FLOW.name())
                        .partitions(12)
                        .replicas(replicas)
                        .config("min.insync.replicas", inSync)
                        .config("retention.ms", "-1")
                        .build();
        NewTopic catalog =
                TopicBuilder.name(Topic.CATALOG.name())
                        .partitions(1)
                        .replicas(replicas)
                        .config("min.insync.replicas", inSync)
                        .compact()
                        .build();
        // Kept until somebody has looked at them, and roomier than what they may have come from.
        NewTopic dead =
                TopicBuilder.name(ServiceName.of(application).deadTopic())
                        .partitions(1)
                        .replicas(replicas)
                        .config("min.insync.replicas", inSync)
                        .config("retention.ms", "-1")
                        .config("max.message.bytes", "2097152")
                        .build();
        return new Topics(kafka, List.of(orderFlow, catalog, dead));
    }
}
