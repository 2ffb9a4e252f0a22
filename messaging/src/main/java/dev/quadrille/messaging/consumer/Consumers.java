package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.lease.LeasePhases;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.transaction.support.TransactionTemplate;

/// All consumers of this process, one a subscription, in groups named after the service.
final class Consumers implements SmartLifecycle {

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private volatile boolean running;

    Consumers(
            String service,
            List<Subscription<?>> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            TransactionTemplate transaction,
            FaultPoints faults,
            MeterRegistry meters) {
        this.containers =
                subscriptions.stream()
                        .map(subscription -> {
                            var container =
                                    container(
                                            service,
                                            subscription.topic().name(),
                                            consumers,
                                            meters);
                            container
                                    .getContainerProperties()
                                    .setMessageListener(
                                            new BatchConsumer<>(subscription, transaction, faults));
                            return container;
                        })
                        .toList();
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> container(
            String service,
            String topic,
            ConsumerFactory<String, byte[]> consumers,
            MeterRegistry meters) {
        ContainerProperties properties = new ContainerProperties(topic);
        // A group a topic: members of one group with different topics would rebalance each other.
        properties.setGroupId(service + "." + topic);
        properties.setClientId(service + "." + topic);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMissingTopicsFatal(false);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(service + "." + topic);
        container.setCommonErrorHandler(
                new RetryForever(meters.counter("quadrille.consumer.retries", "topic", topic)));
        return container;
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LeasePhases.CONSUMERS;
    }
}
