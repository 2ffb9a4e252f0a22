package dev.quadrille.messaging.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/// Measures for how long a consumer has been retrying the same batch. Infinite retries are right
/// while a database restarts. When they last, the service handles no events, and an operator must
/// be alerted.
final class StalledBatch {

    private final String topic;
    private final LongSupplier nanoTime;
    private volatile OptionalLong failingSince = OptionalLong.empty();

    StalledBatch(String topic, LongSupplier nanoTime, MeterRegistry meters) {
        this.topic = topic;
        this.nanoTime = nanoTime;
        Gauge.builder("quadrille.consumer.stalled", this, it -> it.duration().toMillis() / 1000.0)
                .tag("topic", topic)
                .baseUnit("seconds")
                .register(meters);
    }

    String topic() {
        return topic;
    }

    void failed() {
        if (failingSince.isEmpty()) {
            failingSince = OptionalLong.of(nanoTime.getAsLong());
        }
    }

    void succeeded() {
        failingSince = OptionalLong.empty();
    }

    Duration duration() {
        OptionalLong since = failingSince;
        return since.isPresent()
                ? Duration.ofNanos(nanoTime.getAsLong() - since.getAsLong())
                : Duration.ZERO;
    }

    /// Another member of the group may now own the batch that failed.
    void partitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            succeeded();
        }
    }
}
