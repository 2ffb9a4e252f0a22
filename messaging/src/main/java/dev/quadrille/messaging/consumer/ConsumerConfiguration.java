package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.deadletter.DeadLetterConfiguration;
import dev.quadrille.messaging.deadletter.ParkedOrderFilter;
import dev.quadrille.messaging.deadletter.SubscriptionRegistry;
import dev.quadrille.messaging.deadletter.web.DeadLetterWebConfiguration;
import dev.quadrille.messaging.outbox.OutboxConfiguration;
import dev.quadrille.messaging.topics.TopicCreation;
import dev.quadrille.messaging.trace.EventSpans;
import dev.quadrille.platform.chaos.ChaosConfiguration;
import dev.quadrille.platform.chaos.FaultInjector;
import dev.quadrille.platform.chaos.FaultSpans;
import dev.quadrille.platform.chaos.SupportedFaults;
import dev.quadrille.platform.fault.Fault;
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
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Configures the consumers of the {@link SagaParticipant} and the {@link Subscription}s of a
/// service.
@AutoConfiguration(after = OutboxConfiguration.class)
@Import({DeadLetterConfiguration.class, DeadLetterWebConfiguration.class})
public class ConsumerConfiguration {

    private static final int MAX_UNCOMMITTED_RECORDS = 2000;
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

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
    BatchConsumer.Factory batchConsumers(
            ParkedOrderFilter.Factory filters,
            PlatformTransactionManager transactions,
            FaultPoints faults,
            MeterRegistry meters) {
        return new BatchConsumer.Factory(
                filters, new TransactionTemplate(transactions), faults, meters);
    }

    @Bean
    @Profile(ChaosConfiguration.PROFILE)
    SupportedFaults eventFaults() {
        return SupportedFaults.of(
                Fault.EVENT_LATENCY, Fault.EVENT_DUPLICATE, Fault.EVENT_REORDER, Fault.EVENT_ERROR);
    }

    /// The consumers use it under the profile `chaos` only.
    @Bean
    @Profile(ChaosConfiguration.PROFILE)
    FaultyMessageListener.Factory faultyListeners(FaultInjector faults, FaultSpans spans) {
        return new FaultyMessageListener.Factory(faults, spans, System::nanoTime);
    }

    @Bean
    Consumers consumers(
            @Value("${spring.application.name}") String service,
            SubscriptionRegistry registry,
            BatchConsumer.Factory listeners,
            ObjectProvider<FaultyMessageListener.Factory> faulty,
            ConsumerFactory<String, byte[]> kafka,
            TopicCreation topics) {
        var containers = containerFactory(kafka);
        return new Consumers(
                registry.subscriptions().stream()
                        .map(each -> {
                            Consumers.Consumer consumer =
                                    consumer(service, each, listeners, containers);
                            faulty.ifAvailable(it -> it.decorate(consumer.container(), each));
                            return consumer;
                        })
                        .toList(),
                topics);
    }

    private static ConcurrentKafkaListenerContainerFactory<String, byte[]> containerFactory(
            ConsumerFactory<String, byte[]> consumers) {
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(consumers);
        factory.setMissingTopicsFatal(false);
        ContainerProperties properties = factory.getContainerProperties();
        // Offsets may lag: events that were already handled change nothing when they are delivered
        // again. Committing after each batch cost the broker as much as the batch itself.
        properties.setAckMode(ContainerProperties.AckMode.COUNT_TIME);
        properties.setAckCount(MAX_UNCOMMITTED_RECORDS);
        properties.setAckTime(COMMIT_INTERVAL.toMillis());
        // The container commits between polls, so an idle poll must return.
        properties.setPollTimeout(COMMIT_INTERVAL.toMillis());
        // Without this, an authorization failure at the broker would stop the container for good.
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        return factory;
    }

    private static Consumers.Consumer consumer(
            String service,
            Subscription<?> subscription,
            BatchConsumer.Factory listeners,
            ConcurrentKafkaListenerContainerFactory<String, byte[]> containers) {
        String topic = subscription.topic().name();
        StalledBatch stalled = new StalledBatch(topic, System::nanoTime, listeners.meters());
        BatchConsumer<?> listener = listeners.of(subscription, stalled);
        var container = containers.createContainer(topic);
        // One consumer group per topic: members of one group with different topics would trigger
        // rebalances of each other.
        String group = service + "." + topic;
        container.setBeanName(group);
        container.setupMessageListener(listener);
        container.setCommonErrorHandler(
                new InfiniteRetryErrorHandler(
                        listeners.meters().counter("quadrille.consumer.retries", "topic", topic),
                        stalled));
        ContainerProperties properties = container.getContainerProperties();
        properties.setGroupId(group);
        properties.setClientId(group);
        properties.setConsumerRebalanceListener(listener);
        return new Consumers.Consumer(container, stalled);
    }

    @Bean
    ConsumersHealth consumersHealthIndicator(
            Consumers consumers,
            @Value("${quadrille.consumer.stalled-after:5m}") Duration stalledAfter) {
        return new ConsumersHealth(consumers, stalledAfter);
    }
}
