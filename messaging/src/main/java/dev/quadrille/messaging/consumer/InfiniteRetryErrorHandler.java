package dev.quadrille.messaging.consumer;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BackOffHandler;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.DefaultBackOffHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/// Retries a failed batch without limit, with exponential backoff, and commits no offset. (With its
/// default settings, the error handler of Spring Kafka skips a record after ten immediate attempts,
/// and would lose events when a database restarts.)
///
/// Each attempt begins with a new poll. So partitions that were assigned to another consumer
/// meanwhile are retried by that consumer only, and a stopping container leaves the batch to the
/// next owner.
final class InfiniteRetryErrorHandler extends DefaultErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(InfiniteRetryErrorHandler.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    // Far below `max.poll.interval.ms`: the consumer does not poll during the pause.
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private static final Duration PAUSE_WITHOUT_BATCH = Duration.ofSeconds(1);
    private static final BackOffHandler PAUSES = new DefaultBackOffHandler();

    private final Counter retries;
    private final StalledBatch stalled;

    InfiniteRetryErrorHandler(Counter retries, StalledBatch stalled) {
        super(
                (_, failure) -> {
                    // Never called, because the backoff has no end.
                    throw new IllegalStateException("a failed batch must not be skipped", failure);
                },
                backOff());
        this.retries = retries;
        this.stalled = stalled;
        // By default, some exceptions are not retried, and another exception starts a new backoff.
        setClassifications(Map.of(), true);
        setResetStateOnExceptionChange(false);
        setAckAfterHandle(false);
    }

    private static BackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        backOff.setMaxInterval(MAX_PAUSE.toMillis());
        return backOff;
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
        // With this exception Spring Kafka seeks to the first record of each partition. With others
        // it would pause the consumer and retry the batch in memory.
        super.handleBatch(
                new BatchListenerFailedException("batch failed", cause, 0),
                data,
                consumer,
                container,
                invokeListener);
    }

    @Override
    public void handleOtherException(
            Exception thrown,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            boolean batch) {
        retries.increment();
        LOG.warn("consumer failed, retrying: {}", thrown.toString());
        PAUSES.onNextBackOff(container, thrown, PAUSE_WITHOUT_BATCH.toMillis());
    }
}
