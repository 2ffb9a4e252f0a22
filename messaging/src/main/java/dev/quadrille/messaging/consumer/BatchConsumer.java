package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.batching.AdaptiveBatchPause;
import dev.quadrille.messaging.deadletter.ConsumedRecord;
import dev.quadrille.messaging.deadletter.ParkedOrderFilter;
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

/// One poll, one transaction: reads what the subscription is interested in, lets it handle that,
/// commits. The container commits the offsets some time afterwards; a crash in between delivers the
/// same batches again.
///
/// A batch that fails by the fault of one of its events is handled again one by one, each in a
/// transaction of its own, which finds the event whoever it is and leaves the others alone.
final class BatchConsumer<E> implements AssignedListener {

    private static final Logger LOG = LoggerFactory.getLogger(BatchConsumer.class);

    private final Subscription<E> subscription;
    private final RecordReader<E> reader;
    private final ParkedOrderFilter parking;
    private final TransactionTemplate transaction;
    private final FaultPoints faults;
    private final AdaptiveBatchPause pace = new AdaptiveBatchPause();
    private final SkippedRecords skips;

    BatchConsumer(
            Subscription<E> subscription,
            ParkedOrderFilter parking,
            TransactionTemplate transaction,
            FaultPoints faults,
            SkippedRecords skips) {
        this.subscription = subscription;
        this.reader = new RecordReader<>(subscription.topic(), subscription.interests());
        this.parking = parking;
        this.transaction = transaction;
        this.faults = faults;
        this.skips = skips;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        parking.lookAgain();
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        try {
            pace.begin();
            handle(records);
            pace.rest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            // An Error would stop the container for good, while the process looks healthy.
            throw new IllegalStateException("a batch failed with an error", e);
        }
    }

    private void handle(List<ConsumerRecord<String, byte[]>> records) {
        List<ConsumedRecord<E>> batch =
                records.stream().map(this::read).flatMap(Optional::stream).toList();
        if (batch.isEmpty()) {
            return;
        }
        try {
            handleTogether(batch);
        } catch (RuntimeException e) {
            requireDefinite(e);
            LOG.info("a batch of {} is handled one by one", batch.size());
            batch.forEach(this::handleAlone);
        }
        faults.pass(FaultPoint.CONSUMER_AFTER_COMMIT);
    }

    private Optional<ConsumedRecord<E>> read(ConsumerRecord<String, byte[]> arrived) {
        try {
            Optional<ConsumedRecord<E>> arrival =
                    reader.read(arrived).map(fact -> ConsumedRecord.of(arrived, fact));
            if (arrival.isEmpty()) {
                skips.count(reader.isForeign(arrived));
            }
            return arrival;
        } catch (UndecodableRecord e) {
            return Optional.of(ConsumedRecord.undecodable(arrived, e));
        }
    }

    private void handleAlone(ConsumedRecord<E> arrival) {
        try {
            handleTogether(List.of(arrival));
        } catch (RuntimeException e) {
            requireDefinite(e);
            handleTogether(List.of(arrival.failed(e)));
        }
    }

    private void handleTogether(List<ConsumedRecord<E>> batch) {
        transaction.executeWithoutResult(_ -> {
            List<Received<E>> free = parking.admit(batch);
            if (!free.isEmpty()) {
                subscription.handler().handle(free);
            }
            faults.pass(FaultPoint.CONSUMER_BEFORE_COMMIT);
        });
    }

    private static void requireDefinite(RuntimeException failure) {
        if (!ConsumedRecord.isDefinite(failure)) {
            throw failure;
        }
    }
}
