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

/// Knows for how long a consumer has been trying the same batch again. Retries without end are
/// right while a database restarts; when they last, the service does nothing of its part, and
/// someone must be told.
final class StalledBatch {

    private final String topic;
    private final LongSupplier nanoTime;
    private volatile OptionalLong failingSince = OptionalLong.empty();

    /// @param nanoTime as {@link System#nanoTime} counts
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

    /// For how long; zero if the last batch was handled.
    Duration duration() {
        OptionalLong since = failingSince;
        return since.isPresent()
                ? Duration.ofNanos(nanoTime.getAsLong() - since.getAsLong())
                : Duration.ZERO;
    }

    /// The same listener, telling this of each batch that it has handled.
    AssignedListener watch(AssignedListener listener) {
        return new Watched(listener, this);
    }

    private record Watched(AssignedListener listener, StalledBatch stalled)
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

        /// What failed may be another member's to handle now.
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            listener.onPartitionsRevoked(partitions);
            if (!partitions.isEmpty()) {
                stalled.succeeded();
            }
        }
    }
}
