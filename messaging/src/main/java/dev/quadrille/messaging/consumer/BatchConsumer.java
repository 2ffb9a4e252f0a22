package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Pace;
import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/// One poll, one transaction: reads what the subscription is interested in, lets it handle that,
/// commits. The container commits the offsets some time afterwards; a crash in between delivers the
/// same batches again.
final class BatchConsumer<E> implements BatchMessageListener<String, byte[]> {

    private final Subscription<E> subscription;
    private final RecordReader<E> reader;
    private final TransactionTemplate transaction;
    private final FaultPoints faults;
    private final Pace pace = new Pace();
    private final Counter skipped;

    BatchConsumer(
            Subscription<E> subscription,
            TransactionTemplate transaction,
            FaultPoints faults,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.reader = new RecordReader<>(subscription.topic(), subscription.interests());
        this.transaction = transaction;
        this.faults = faults;
        this.skipped =
                meters.counter("quadrille.consumer.skipped", "topic", subscription.topic().name());
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
        List<Received<E>> batch =
                records.stream().map(reader::read).flatMap(Optional::stream).toList();
        skipped.increment(records.size() - (double) batch.size());
        if (batch.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(_ -> {
            subscription.handler().handle(batch);
            faults.pass(FaultPoint.CONSUMER_BEFORE_COMMIT);
        });
        faults.pass(FaultPoint.CONSUMER_AFTER_COMMIT);
    }
}
