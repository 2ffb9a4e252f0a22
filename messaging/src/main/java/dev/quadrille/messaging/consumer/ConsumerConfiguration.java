package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.deadletter.DeadLetterConfiguration;
import dev.quadrille.messaging.deadletter.SubscriptionRegistry;
import dev.quadrille.messaging.deadletter.parking.ParkedOrderFilters;
import dev.quadrille.messaging.outbox.OutboxConfiguration;
import dev.quadrille.messaging.topics.TopicCreation;
import dev.quadrille.messaging.trace.EventSpans;
import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.platform.telemetry.OrderTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Configures the consumers of the {@link SagaParticipant} and the {@link Subscription}s of a
/// service.
@AutoConfiguration(after = OutboxConfiguration.class)
@Import(DeadLetterConfiguration.class)
public class ConsumerConfiguration {

    @Bean
    EventSpans eventSpans(OrderTraces traces, Clock clock) {
        return new EventSpans(traces, clock);
    }

    @Bean
    SubscriptionRegistry subscriptionRegistry(
            ObjectProvider<SagaParticipant<?>> participants,
            ObjectProvider<Subscription<?>> subscriptions,
            Outbox outbox,
            EventSpans spans,
            MeterRegistry meters) {
        List<Subscription<?>> all = new ArrayList<>(subscriptions.orderedStream().toList());
        SagaMetrics metrics = new SagaMetrics(meters);
        participants.forEach(
                each -> all.add(new SagaDispatcher<>(each, outbox, metrics, spans).subscription()));
        return new SubscriptionRegistry(all);
    }

    @Bean
    BatchConsumers batchConsumers(
            ParkedOrderFilters filters,
            PlatformTransactionManager transactions,
            FaultPoints faults,
            MeterRegistry meters) {
        return new BatchConsumers(filters, new TransactionTemplate(transactions), faults, meters);
    }

    @Bean
    Consumers consumers(
            @Value("${spring.application.name}") String service,
            SubscriptionRegistry registry,
            BatchConsumers batches,
            ConsumerFactory<String, byte[]> factory,
            TopicCreation topics,
            MeterRegistry meters) {
        ContainerFactory containers = new ContainerFactory(service, factory, meters);
        return new Consumers(
                registry.subscriptions().stream()
                        .map(each -> consumer(containers, each.topic(), batches.of(each)))
                        .toList(),
                topics);
    }

    private static Consumers.Consumer consumer(
            ContainerFactory containers, Topic<?> topic, AssignedListener listener) {
        StalledBatch stalled = containers.stalledBatch(topic);
        return new Consumers.Consumer(containers.container(topic, listener, stalled), stalled);
    }

    @Bean
    ConsumersHealth consumersHealthIndicator(
            Consumers consumers,
            @Value("${quadrille.consumer.stalled-after:5m}") Duration stalledAfter) {
        return new ConsumersHealth(consumers, stalledAfter);
    }
}
