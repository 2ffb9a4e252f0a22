package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.topics.TopicCreation;
import dev.quadrille.messaging.wire.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/// Sends with `acks=all` and an idempotent producer. No transaction of the database is open
/// meanwhile: a producer may block for long when the broker is away.
final class KafkaEventSender implements EventSender {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventSender.class);

    private final ProducerFactory<String, byte[]> producers;
    private final TopicCreation topics;
    private final String source;

    KafkaEventSender(
            ProducerFactory<String, byte[]> producers, TopicCreation topics, String source) {
        this.producers = producers;
        this.topics = topics;
        this.source = source;
    }

    @Override
    public List<OutboxRow> send(Destination destination, List<OutboxRow> rows)
            throws InterruptedException {
        topics.ensure(destination.topic());
        Producer<String, byte[]> producer = producers.createProducer();
        try {
            return acknowledged(destination, start(producer, rows));
        } catch (KafkaException e) {
            // A producer that throws, other than into an answer, may never work again: the next
            // round gets a new one.
            producers.reset();
            throw e;
        } finally {
            // Hands the one shared producer back; it is closed with its factory.
            producer.close();
        }
    }

    private List<PendingSend> start(Producer<String, byte[]> producer, List<OutboxRow> rows) {
        List<PendingSend> sendings = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            PendingSend sending = start(producer, row);
            sendings.add(sending);
            // Each send would block as long as this one did.
            if (sending.hasFailedForNow()) {
                break;
            }
        }
        return sendings;
    }

    private PendingSend start(Producer<String, byte[]> producer, OutboxRow row) {
        return new PendingSend(row, producer.send(record(row.outgoing(), row.destination())));
    }

    /// The partition is given, not left to the producer: the row's turn was read by it.
    private ProducerRecord<String, byte[]> record(Outgoing outgoing, Destination destination) {
        ProducerRecord<String, byte[]> record = outgoing.toRecord(source);
        return new ProducerRecord<>(
                record.topic(),
                destination.partition(),
                record.key(),
                record.value(),
                record.headers());
    }

    private List<OutboxRow> acknowledged(Destination destination, List<PendingSend> sendings)
            throws InterruptedException {
        List<OutboxRow> acknowledged = new ArrayList<>(sendings.size());
        List<Throwable> failures = new ArrayList<>();
        for (PendingSend sending : sendings) {
            try {
                acknowledged.add(sending.acknowledged());
            } catch (ExecutionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            report(destination, failures);
        }
        return acknowledged;
    }

    private void report(Destination destination, List<Throwable> failures) {
        String first = failures.getFirst().toString();
        LOG.warn("{} did not take {}: {}", destination, failures.size(), first);
        // A topic that was deleted is answered like one that is not known yet.
        if (failures.stream().anyMatch(RetriableException.class::isInstance)) {
            topics.doubt(destination.topic());
        }
    }
}
