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

/// All consumers of this process, one per subscription. They start once the topics exist; until
/// then the service runs without them.
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

    /// Stops all containers in parallel. A batch in progress is finished and committed.
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

    /// Whether every container that should run is running. A container that waits for the broker is
    /// healthy, because the service works without it.
    boolean areHealthy() {
        return containers.stream().allMatch(ConcurrentMessageListenerContainer::isInExpectedState);
    }

    /// The topics whose consumer has been retrying the same batch for longer than the limit, with
    /// the duration.
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

    /// The container of one topic and the retry state of its batches.
    record Consumer(
            ConcurrentMessageListenerContainer<String, byte[]> container, StalledBatch stalled) {}

    @Override
    public int getPhase() {
        return LifecyclePhases.CONSUMERS;
    }
}
