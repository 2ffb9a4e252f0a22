package dev.quadrille.messaging.outbox;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/// Sends with `acks=all` and an idempotent producer. No transaction of the database is open
/// meanwhile: a producer may block for long when the broker is away.
final class KafkaBroker implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);

    private final ProducerFactory<String, byte[]> producers;
    private final String source;

    KafkaBroker(ProducerFactory<String, byte[]> producers, String source) {
        this.producers = producers;
        this.source = source;
    }

    @Override
    public List<OutboxRow> send(Collection<OutboxRow> facts) throws InterruptedException {
        Producer<String, byte[]> producer = producers.createProducer();
        try {
            Map<OutboxRow, Future<RecordMetadata>> answers = new LinkedHashMap<>();
            for (OutboxRow fact : facts) {
                answers.put(fact, producer.send(fact.envelope().toRecord(source)));
            }
            return acknowledged(answers);
        } finally {
            // Hands the one shared producer back; it is closed with its factory.
            producer.close();
        }
    }

    private static List<OutboxRow> acknowledged(Map<OutboxRow, Future<RecordMetadata>> answers)
            throws InterruptedException {
        List<OutboxRow> acknowledged = new ArrayList<>();
        for (Map.Entry<OutboxRow, Future<RecordMetadata>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
                acknowledged.add(answer.getKey());
            } catch (ExecutionException | KafkaException e) {
                LOG.warn("fact {} was not taken: {}", answer.getKey().id(), e.toString());
            }
        }
        return acknowledged;
    }
}
