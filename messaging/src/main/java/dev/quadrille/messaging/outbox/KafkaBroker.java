package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.topics.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/// Sends with `acks=all` and an idempotent producer. No transaction of the database is open
/// meanwhile: a producer may block for long when the broker is away.
final class KafkaBroker implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);

    private final ProducerFactory<String, byte[]> producers;
    private final Topics topics;
    private final String source;

    KafkaBroker(ProducerFactory<String, byte[]> producers, Topics topics, String source) {
        this.producers = producers;
        this.topics = topics;
        this.source = source;
    }

    @Override
    public List<OutboxRow> send(Collection<OutboxRow> facts) throws InterruptedException {
        topics.ensure();
        Producer<String, byte[]> producer = producers.createProducer();
        try {
            return acknowledged(start(producer, facts));
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

    private Map<OutboxRow, Future<RecordMetadata>> start(
            Producer<String, byte[]> producer, Collection<OutboxRow> facts) {
        Map<OutboxRow, Future<RecordMetadata>> answers = new LinkedHashMap<>();
        for (OutboxRow fact : facts) {
            Future<RecordMetadata> answer = producer.send(fact.outgoing().toRecord(source));
            answers.put(fact, answer);
            // Each send would block as long as this one did.
            if (hasFailedForNow(answer)) {
                break;
            }
        }
        return answers;
    }

    private static boolean hasFailedForNow(Future<?> answer) {
        return answer.state() == Future.State.FAILED
                && answer.exceptionNow() instanceof RetriableException;
    }

    private static List<OutboxRow> acknowledged(Map<OutboxRow, Future<RecordMetadata>> answers)
            throws InterruptedException {
        List<OutboxRow> acknowledged = new ArrayList<>();
        for (Map.Entry<OutboxRow, Future<RecordMetadata>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
                acknowledged.add(answer.getKey());
            } catch (ExecutionException e) {
                LOG.warn("fact {} was not taken: {}", answer.getKey().id(), e.toString());
            }
        }
        return acknowledged;
    }
}
