package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.messaging.topics.TopicCreation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/// All consumers of this process, one per subscription. They start once the topics exist with the
/// required configuration; until then the service runs without them. (The registry of Spring Kafka
/// would start them at once.)
final class Consumers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    private final List<Consumer> consumers;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private final TopicCreation topics;
    private final WakeUpSignal stopping = new WakeUpSignal();
    private volatile boolean running;

    Consumers(List<Consumer> consumers, TopicCreation topics) {
        this.consumers = List.copyOf(consumers);
        this.containers = this.consumers.stream().map(Consumer::container).toList();
        this.topics = topics;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("consumers").start(this::startWhenTopicsExist);
    }

    private void startWhenTopicsExist() {
        try {
            while (running && !ensureTopics()) {
                stopping.await(RETRY_INTERVAL);
            }
            startContainers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ensureTopics() throws InterruptedException {
        try {
            topics.ensure();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("consumers cannot start yet: {}", e.toString());
            return false;
        }
    }

    private synchronized void startContainers() {
        if (running) {
            containers.forEach(ConcurrentMessageListenerContainer::start);
        }
    }

    /// Finishes and commits the batches in progress.
    @Override
    public void stop() {
        CountDownLatch stopped = new CountDownLatch(containers.size());
        synchronized (this) {
            running = false;
            stopping.signal();
            containers.forEach(container -> container.stop(stopped::countDown));
        }
        try {
            var _ = stopped.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    List<ConcurrentMessageListenerContainer<String, byte[]>> containers() {
        return containers;
    }

    /// A container that waits for the broker is healthy: the service works without it.
    boolean areHealthy() {
        return containers.stream().allMatch(ConcurrentMessageListenerContainer::isInExpectedState);
    }

    Map<String, Duration> stalledLongerThan(Duration limit) {
        Map<String, Duration> stalled = new TreeMap<>();
        for (Consumer each : consumers) {
            Duration duration = each.stalled().duration();
            if (duration.compareTo(limit) > 0) {
                stalled.put(each.stalled().topic(), duration);
            }
        }
        return stalled;
    }

    record Consumer(
            ConcurrentMessageListenerContainer<String, byte[]> container, StalledBatch stalled) {}

    @Override
    public int getPhase() {
        return LifecyclePhases.CONSUMERS;
    }
}
