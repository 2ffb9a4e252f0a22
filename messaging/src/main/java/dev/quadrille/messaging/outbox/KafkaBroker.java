package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.topics.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
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

    private List<Sending> start(Producer<String, byte[]> producer, Collection<OutboxRow> facts) {
        List<Sending> sendings = new ArrayList<>(facts.size());
        for (OutboxRow fact : facts) {
            Sending sending = start(producer, fact);
            sendings.add(sending);
            // Each send would block as long as this one did.
            if (sending.hasFailedForNow()) {
                break;
            }
        }
        return sendings;
    }

    private Sending start(Producer<String, byte[]> producer, OutboxRow fact) {
        return new Sending(fact, producer.send(fact.outgoing().toRecord(source)));
    }

    private static List<OutboxRow> acknowledged(List<Sending> sendings)
            throws InterruptedException {
        List<OutboxRow> acknowledged = new ArrayList<>(sendings.size());
        for (Sending sending : sendings) {
            try {
                acknowledged.add(sending.acknowledged());
            } catch (ExecutionException e) {
                LOG.warn("fact {} was not taken: {}", sending.fact().id(), e.toString());
            }
        }
        return acknowledged;
    }
}
