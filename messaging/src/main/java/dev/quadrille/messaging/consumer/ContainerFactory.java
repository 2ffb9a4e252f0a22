package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/// Creates the containers that poll a topic for one service.
final class ContainerFactory {

    private static final int MAX_UNCOMMITTED_RECORDS = 2000;
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

    private final String service;
    private final ConsumerFactory<String, byte[]> consumers;
    private final MeterRegistry meters;

    ContainerFactory(
            String service, ConsumerFactory<String, byte[]> consumers, MeterRegistry meters) {
        this.service = service;
        this.consumers = consumers;
        this.meters = meters;
    }

    StalledBatch stalledBatch(Topic<?> topic) {
        return new StalledBatch(topic.name(), System::nanoTime, meters);
    }

    ConcurrentMessageListenerContainer<String, byte[]> container(
            Topic<?> topic, AssignedListener target, StalledBatch stalled) {
        // One consumer group per topic: members of one group with different topics would trigger
        // rebalances of each other.
        AssignedListener listener = stalled.observe(target);
        String name = service + "." + topic.name();
        ContainerProperties properties = new ContainerProperties(topic.name());
        properties.setGroupId(name);
        properties.setClientId(name);
        properties.setMessageListener(listener);
        properties.setConsumerRebalanceListener(listener);
        // Offsets may lag: events that were already handled change nothing when they are delivered
        // again. Committing after each batch cost the broker as much as the batch itself.
        properties.setAckMode(ContainerProperties.AckMode.COUNT_TIME);
        properties.setAckCount(MAX_UNCOMMITTED_RECORDS);
        properties.setAckTime(COMMIT_INTERVAL.toMillis());
        // The container commits between polls, so an idle poll must return.
        properties.setPollTimeout(COMMIT_INTERVAL.toMillis());
        properties.setMissingTopicsFatal(false);
        // Without this, an authorization failure at the broker would stop the container for good.
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(name);
        container.setCommonErrorHandler(
                new InfiniteRetryErrorHandler(
                        meters.counter("quadrille.consumer.retries", "topic", topic.name()),
                        stalled));
        return container;
    }
}
