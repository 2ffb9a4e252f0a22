package dev.quadrille.messaging.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    /// Reports each batch that the listener handles.
    AssignedListener observe(AssignedListener listener) {
        return new Observed(listener, this);
    }

    private record Observed(AssignedListener listener, StalledBatch stalled)
            implements AssignedListener {

        @Override
        public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
            listener.onMessage(records);
            stalled.succeeded();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            listener.onPartitionsAssigned(partitions);
        }

        /// Another member of the group may now own the batch that failed.
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            listener.onPartitionsRevoked(partitions);
            if (!partitions.isEmpty()) {
                stalled.succeeded();
            }
        }
    }
}
