package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.topics.TopicCreation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/// Sends rows to Kafka with `acks=all` and an idempotent producer. The caller must not hold a
/// database transaction: the producer blocks for seconds when the broker is unavailable.
final class KafkaEventSender implements EventSender {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventSender.class);

    private final ProducerFactory<String, byte[]> producers;
    private final TopicCreation topics;

    KafkaEventSender(ProducerFactory<String, byte[]> producers, TopicCreation topics) {
        this.producers = producers;
        this.topics = topics;
    }

    @Override
    public CompletableFuture<?> send(OutboxRow row) throws InterruptedException {
        topics.ensure(row.destination().topic());
        CompletableFuture<RecordMetadata> result = new CompletableFuture<>();
        Producer<String, byte[]> producer = producers.createProducer();
        try {
            var _ =
                    producer.send(
                            row.record(),
                            (metadata, failure) -> {
                                if (failure == null) {
                                    result.complete(metadata);
                                } else {
                                    result.completeExceptionally(failure);
                                }
                            });
            return result;
        } catch (KafkaException e) {
            producers.reset();
            throw e;
        } finally {
            producer.close();
        }
    }

    @Override
    public List<OutboxRow> send(TopicPartition destination, List<OutboxRow> rows)
            throws InterruptedException {
        topics.ensure(destination.topic());
        Producer<String, byte[]> producer = producers.createProducer();
        try {
            return acknowledged(destination, start(producer, rows));
        } catch (KafkaException e) {
            // An exception thrown by the producer itself, rather than reported by a future, may be
            // fatal to it. The next round creates a new producer.
            producers.reset();
            throw e;
        } finally {
            // Returns the shared producer, which is closed together with its factory.
            producer.close();
        }
    }

    private List<PendingSend> start(Producer<String, byte[]> producer, List<OutboxRow> rows) {
        List<PendingSend> sends = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            PendingSend send = start(producer, row);
            sends.add(send);
            // Every further send would block as long as this one did.
            if (send.hasFailedTransiently()) {
                break;
            }
        }
        return sends;
    }

    private PendingSend start(Producer<String, byte[]> producer, OutboxRow row) {
        return new PendingSend(row, producer.send(row.record()));
    }

    private List<OutboxRow> acknowledged(TopicPartition destination, List<PendingSend> sends)
            throws InterruptedException {
        List<OutboxRow> acknowledged = new ArrayList<>(sends.size());
        List<Throwable> failures = new ArrayList<>();
        for (PendingSend send : sends) {
            try {
                acknowledged.add(send.acknowledged());
            } catch (ExecutionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            report(destination, failures);
        }
        return acknowledged;
    }

    private void report(TopicPartition destination, List<Throwable> failures) {
        String first = failures.getFirst().toString();
        LOG.warn(
                "{} rejected {} records, the first because of {}",
                destination,
                failures.size(),
                first);
        // The client reports a deleted topic like one whose metadata it does not know yet.
        if (failures.stream().anyMatch(RetriableException.class::isInstance)) {
            topics.recheck(destination.topic());
        }
    }

    /// A row that was handed to the producer and is not acknowledged yet.
    private record PendingSend(OutboxRow row, Future<RecordMetadata> acknowledgement) {

        /// Whether the send has failed because of a transient condition that affects the next send
        /// too.
        boolean hasFailedTransiently() {
            return acknowledgement.state() == Future.State.FAILED
                    && acknowledgement.exceptionNow() instanceof RetriableException;
        }

        /// Throws {@link ExecutionException} if the broker rejected the row.
        OutboxRow acknowledged() throws ExecutionException, InterruptedException {
            acknowledgement.get();
            return row;
        }
    }
}
