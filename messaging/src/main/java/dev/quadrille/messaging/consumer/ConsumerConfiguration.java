package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.outbox.OutboxConfiguration;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Consumes what a service's {@link Reactions} and {@link Subscription}s ask for, and makes sure
/// that the topics are there.
@AutoConfiguration(after = OutboxConfiguration.class)
public class ConsumerConfiguration {

    @Bean
    Consumers consumers(
            @Value("${spring.application.name}") String service,
            ObjectProvider<Reactions<?>> reactions,
            ObjectProvider<Subscription<?>> subscriptions,
            ConsumerFactory<String, byte[]> factory,
            PlatformTransactionManager transactions,
            Outbox outbox,
            FaultPoints faults,
            MeterRegistry meters) {
        List<Subscription<?>> all = new ArrayList<>(subscriptions.orderedStream().toList());
        ReactionMetrics metrics = new ReactionMetrics(meters);
        reactions.forEach(
                each -> all.add(new FlowDispatcher<>(each, outbox, metrics).subscription()));
        return new Consumers(
                service, all, factory, new TransactionTemplate(transactions), faults, meters);
    }

    @Bean
    NewTopics topics(@Value("${quadrille.messaging.replicas:1}") short replicas) {
        // The number of partitions is for ever: another one would give orders another partition in
        // the middle of their life.
        NewTopic orderFlow =
                TopicBuilder.name("order-flow")
                        .partitions(12)
                        .replicas(replicas)
                        .config("retention.ms", "-1")
                        .build();
        NewTopic catalog =
                TopicBuilder.name("catalog").partitions(1).replicas(replicas).compact().build();
        return new NewTopics(orderFlow, catalog);
    }
}
