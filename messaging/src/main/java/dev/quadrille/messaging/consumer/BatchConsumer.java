package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.batching.AdaptiveBatchPause;
import dev.quadrille.messaging.deadletter.parking.ConsumedRecord;
import dev.quadrille.messaging.deadletter.parking.ParkedOrderFilter;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.messaging.wire.UndecodableRecord;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Idempotent batch consumer: handles the events of one poll in one transaction. The container
/// commits the offsets later, so a crash in between delivers the batch again. When one event makes
/// a batch fail permanently, the events are handled one by one, each in its own transaction, which
/// isolates the failing event.
final class BatchConsumer<E> implements AssignedListener {

    private static final Logger LOG = LoggerFactory.getLogger(BatchConsumer.class);

    private final Subscription<E> subscription;
    private final RecordReader<E> reader;
    private final ParkedOrderFilter filter;
    private final TransactionTemplate transaction;
    private final FaultPoints faults;
    private final AdaptiveBatchPause batchPause = new AdaptiveBatchPause();
    private final SkippedRecords skips;

    BatchConsumer(
            Subscription<E> subscription,
            ParkedOrderFilter filter,
            TransactionTemplate transaction,
            FaultPoints faults,
            SkippedRecords skips) {
        this.subscription = subscription;
        this.reader = new RecordReader<>(subscription.topic(), subscription.interests());
        this.filter = filter;
        this.transaction = transaction;
        this.faults = faults;
        this.skips = skips;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        filter.partitionsAssigned();
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        try {
            batchPause.pauseAfter(handle(records));
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
        if (batch.isEmpty()) {
            return 0;
        }
        try {
            handleTogether(batch);
        } catch (RuntimeException e) {
            requirePermanent(e);
            LOG.info("handling a batch of {} one by one after a permanent failure", batch.size());
            batch.forEach(this::handleAlone);
        }
        faults.pass(FaultPoint.CONSUMER_AFTER_COMMIT);
        return batch.size();
    }

    private Optional<ConsumedRecord<E>> read(ConsumerRecord<String, byte[]> record) {
        try {
            Optional<ConsumedRecord<E>> consumed =
                    reader.read(record).map(event -> ConsumedRecord.of(record, event));
            if (consumed.isEmpty()) {
                skips.count(reader.isForeign(record));
            }
            return consumed;
        } catch (UndecodableRecord e) {
            return Optional.of(ConsumedRecord.undecodable(record, e));
        }
    }

    private void handleAlone(ConsumedRecord<E> consumed) {
        try {
            handleTogether(List.of(consumed));
        } catch (RuntimeException e) {
            requirePermanent(e);
            handleTogether(List.of(consumed.withFailure(e)));
        }
    }

    private void handleTogether(List<ConsumedRecord<E>> batch) {
        transaction.executeWithoutResult(_ -> {
            List<EventEnvelope<E>> admitted = filter.admit(batch);
            if (!admitted.isEmpty()) {
                subscription.handler().handle(admitted);
            }
            faults.pass(FaultPoint.CONSUMER_BEFORE_COMMIT);
        });
    }

    private static void requirePermanent(RuntimeException failure) {
        if (!ConsumedRecord.isPermanent(failure)) {
            throw failure;
        }
    }
}
