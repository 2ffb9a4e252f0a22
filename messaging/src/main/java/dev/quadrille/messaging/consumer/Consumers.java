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

/// All consumers of this process, one a subscription. They start when the topics are there; until
/// then the service runs without them.
final class Consumers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

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
        Thread.ofPlatform().daemon().name("consumers").start(this::startWhenTopicsAreThere);
    }

    private void startWhenTopicsAreThere() {
        try {
            while (running && !areTopicsThere()) {
                stopping.await(PAUSE);
            }
            startContainers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean areTopicsThere() throws InterruptedException {
        try {
            topics.ensure();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("nothing can be consumed yet: {}", e.toString());
            return false;
        }
    }

    private synchronized void startContainers() {
        if (running) {
            containers.forEach(ConcurrentMessageListenerContainer::start);
        }
    }

    /// Stops all at once: a batch under way is finished and committed.
    @Override
    public void stop() {
        CountDownLatch stopped = new CountDownLatch(containers.size());
        synchronized (this) {
            running = false;
            stopping.ring();
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

    /// Whether no container has ended that should run. One that waits for the broker is healthy:
    /// the service goes on without it.
    boolean areHealthy() {
        return containers.stream().allMatch(ConcurrentMessageListenerContainer::isInExpectedState);
    }

    /// For how long each topic's consumer has been trying the same batch again, if longer than so.
    Map<String, Duration> stalledFor(Duration longerThan) {
        Map<String, Duration> stalled = new TreeMap<>();
        for (Consumer each : consumers) {
            Duration duration = each.stalled().duration();
            if (duration.compareTo(longerThan) > 0) {
                stalled.put(each.stalled().topic(), duration);
            }
        }
        return stalled;
    }

    /// What polls one topic, and how its batches fare.
    record Consumer(
            ConcurrentMessageListenerContainer<String, byte[]> container, StalledBatch stalled) {}

    @Override
    public int getPhase() {
        return LifecyclePhases.CONSUMERS;
    }
}
