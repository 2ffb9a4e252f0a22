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

/// Repeats a failed batch until it succeeds: nothing is skipped, and no offset is committed. (The
/// framework's default logs a record after ten immediate tries and goes on, which loses events to a
/// two-second restart of the database.)
final class InfiniteRetryErrorHandler implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(InfiniteRetryErrorHandler.class);
    private static final Duration FIRST = Duration.ofMillis(50);

    // Far below `max.poll.interval.ms`: the consumer does not poll while it waits.
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Counter retries;
    private final StalledBatch stalled;
    private Duration pause = FIRST;
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
        LOG.warn("a batch of {} is tried again: {}", data.count(), cause.toString());
        LOG.debug("its failure", cause);
        seekToStart(data, consumer);
        waitBefore(container);
    }

    @Override
    public void handleOtherException(
            Exception thrown,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            boolean batch) {
        retries.increment();
        LOG.warn("the consumer tries again: {}", thrown.toString());
        waitBefore(container);
    }

    private static void seekToStart(ConsumerRecords<?, ?> data, Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (ConsumerRecord<?, ?> each : data) {
            first.merge(
                    new TopicPartition(each.topic(), each.partition()), each.offset(), Math::min);
        }
        // Partitions that went to another member meanwhile are repeated there.
        first.keySet().retainAll(consumer.assignment());
        first.forEach(consumer::seek);
    }

    /// Waits, longer with each failure that closely follows another; returns early when the
    /// container stops.
    private void waitBefore(MessageListenerContainer container) {
        long now = System.nanoTime();
        boolean inARow = now - lastFailure < LONGEST.multipliedBy(2).toNanos();
        pause =
                inARow && pause.compareTo(LONGEST.dividedBy(2)) <= 0
                        ? pause.multipliedBy(2)
                        : inARow ? LONGEST : FIRST;
        lastFailure = now;
        try {
            ListenerUtils.stoppableSleep(container, pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
