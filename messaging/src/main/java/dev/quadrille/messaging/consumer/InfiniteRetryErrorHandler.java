package dev.quadrille.messaging.consumer;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/// Retries a failed batch without limit, with exponential backoff, and commits no offset. (The
/// default of Spring Kafka skips a record after ten immediate attempts, and would lose events when
/// a database restarts.)
final class InfiniteRetryErrorHandler implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(InfiniteRetryErrorHandler.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    // Far below `max.poll.interval.ms`: the consumer does not poll during the pause.
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final Counter retries;
    private final StalledBatch stalled;
    private Duration pause = FIRST_PAUSE;
    private long lastFailure = System.nanoTime();

    InfiniteRetryErrorHandler(Counter retries, StalledBatch stalled) {
        this.retries = retries;
        this.stalled = stalled;
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        retries.increment();
        stalled.failed();
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        LOG.warn("retrying a batch of {}: {}", data.count(), cause.toString());
        LOG.debug("batch failure", cause);
        seekToStart(data, consumer);
        backOff(container);
    }

    @Override
    public void handleOtherException(
            Exception thrown,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            boolean batch) {
        retries.increment();
        LOG.warn("consumer failed, retrying: {}", thrown.toString());
        backOff(container);
    }

    private static void seekToStart(ConsumerRecords<?, ?> data, Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (ConsumerRecord<?, ?> each : data) {
            first.merge(
                    new TopicPartition(each.topic(), each.partition()), each.offset(), Math::min);
        }
        // Partitions that were reassigned meanwhile are retried by their new owner.
        first.keySet().retainAll(consumer.assignment());
        first.forEach(consumer::seek);
    }

    /// Returns early when the container stops.
    private void backOff(MessageListenerContainer container) {
        long now = System.nanoTime();
        boolean consecutive = now - lastFailure < MAX_PAUSE.multipliedBy(2).toNanos();
        pause =
                consecutive && pause.compareTo(MAX_PAUSE.dividedBy(2)) <= 0
                        ? pause.multipliedBy(2)
                        : consecutive ? MAX_PAUSE : FIRST_PAUSE;
        lastFailure = now;
        try {
            ListenerUtils.stoppableSleep(container, pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
