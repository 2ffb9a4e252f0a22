package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.outbox.OutboxConfiguration;
import dev.quadrille.messaging.topics.Topics;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Consumes what a service's {@link Reactions} and {@link Subscription}s ask for.
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
            Topics topics,
            FaultPoints faults,
            MeterRegistry meters) {
        List<Subscription<?>> all = new ArrayList<>(subscriptions.orderedStream().toList());
        ReactionMetrics metrics = new ReactionMetrics(meters);
        reactions.forEach(
                each -> all.add(new FlowDispatcher<>(each, outbox, metrics).subscription()));
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        ContainerFactory containers = new ContainerFactory(service, factory, meters);
        return new Consumers(
                all.stream()
                        .map(each ->
                                containers.container(
                                        each.topic(),
                                        new BatchConsumer<>(each, transaction, faults, meters)))
                        .toList(),
                topics);
    }

    @Bean
    ConsumersHealth consumersHealthIndicator(Consumers consumers) {
        return new ConsumersHealth(consumers);
    }
}
