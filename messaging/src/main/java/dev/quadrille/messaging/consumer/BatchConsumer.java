package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.batching.AdaptiveBatchPause;
import dev.quadrille.messaging.batching.BatchThenSingly;
import dev.quadrille.messaging.deadletter.DeadLetterCause;
import dev.quadrille.messaging.deadletter.ParkedOrderFilter;
import dev.quadrille.messaging.deadletter.ParkedOrderFilter.ConsumedRecord;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.messaging.wire.UndecodableRecord;
import dev.quadrille.platform.failure.FailureClassifier;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/// Idempotent batch consumer: handles the events of one poll in one transaction. The container
/// commits the offsets later, so a crash in between delivers the batch again. When one event makes
/// a batch fail definitely, the events are handled one by one, each in its own transaction, and the
/// failing event becomes a dead letter.
final class BatchConsumer<E>
        implements BatchMessageListener<String, byte[]>, ConsumerRebalanceListener {

    private final Subscription<E> subscription;
    private final RecordReader<E> reader;
    private final ParkedOrderFilter filter;
    private final Factory tools;
    private final StalledBatch stalled;
    private final BatchThenSingly<ConsumedRecord<E>, RuntimeException> handling =
            new BatchThenSingly<>(
                    FailureClassifier::isDefinite, this::handleTogether, this::writeDeadLetter);
    private final AdaptiveBatchPause batchPause = new AdaptiveBatchPause();

    private BatchConsumer(Subscription<E> subscription, Factory tools, StalledBatch stalled) {
        this.subscription = subscription;
        this.reader = new RecordReader<>(subscription.topic(), subscription.interests());
        this.filter = tools.filters.of(subscription.topic().name());
        this.tools = tools;
        this.stalled = stalled;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        filter.partitionsAssigned();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        stalled.partitionsRevoked(partitions);
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        try {
            int handled = handle(records);
            stalled.succeeded();
            batchPause.pauseAfter(handled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            // Wraps an Error, which would stop the container for good while the process looks
            // healthy.
            throw new IllegalStateException("a batch failed with an error", e);
        }
    }

    /// Returns the number of records of interest. Without any, only their headers were read.
    private int handle(List<ConsumerRecord<String, byte[]>> records) {
        List<ConsumedRecord<E>> batch =
                records.stream().map(this::read).flatMap(Optional::stream).toList();
        if (!batch.isEmpty()) {
            handling.handle(batch);
            tools.faults.pass(FaultPoint.CONSUMER_AFTER_COMMIT);
        }
        return batch.size();
    }

    private Optional<ConsumedRecord<E>> read(ConsumerRecord<String, byte[]> record) {
        try {
            Optional<ConsumedRecord<E>> consumed =
                    reader.read(record).map(event -> ConsumedRecord.of(record, event));
            if (consumed.isEmpty()) {
                countSkipped(reader.isForeign(record) ? "foreign" : "not_handled");
            }
            return consumed;
        } catch (UndecodableRecord e) {
            return Optional.of(ConsumedRecord.undecodable(record, e));
        }
    }

    /// An unknown event is never skipped: it becomes a dead letter.
    private void countSkipped(String reason) {
        String topic = subscription.topic().name();
        tools.meters
                .counter("quadrille.consumer.skipped", "topic", topic, "reason", reason)
                .increment();
    }

    private void handleTogether(List<ConsumedRecord<E>> batch) {
        tools.transaction.executeWithoutResult(_ -> {
            List<EventEnvelope<E>> admitted = filter.admit(batch);
            if (!admitted.isEmpty()) {
                subscription.handler().handle(admitted);
            }
            tools.faults.pass(FaultPoint.CONSUMER_BEFORE_COMMIT);
        });
    }

    private void writeDeadLetter(ConsumedRecord<E> consumed, Throwable failure) {
        DeadLetterCause cause = DeadLetterCause.of(failure).orElseThrow();
        handleTogether(List.of(consumed.withCause(cause)));
    }

    /// Creates the consumer of each subscription.
    record Factory(
            ParkedOrderFilter.Factory filters,
            TransactionTemplate transaction,
            FaultPoints faults,
            MeterRegistry meters) {

        <E> BatchConsumer<E> of(Subscription<E> subscription, StalledBatch stalled) {
            return new BatchConsumer<>(subscription, this, stalled);
        }
    }
}
