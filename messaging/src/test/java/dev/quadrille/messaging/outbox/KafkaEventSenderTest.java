package dev.quadrille.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.topics.TopicCreation;
import dev.quadrille.messaging.wire.Envelope;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.telemetry.EventTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

class KafkaEventSenderTest {

    private static final Destination DESTINATION = new Destination("t", 0);
    private static final List<OutboxRow> FACTS =
            LongStream.rangeClosed(1, 3).mapToObj(KafkaEventSenderTest::fact).toList();

    private final OneProducer producers = new OneProducer();
    private final TopicCreation noTopics =
            new TopicCreation(
                    new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:1")), List.of());
    private final KafkaEventSender broker = new KafkaEventSender(producers, noTopics, "test");

    @Test
    void returnsWhatWasAcknowledged() throws Exception {
        assertThat(broker.send(DESTINATION, FACTS)).isEqualTo(FACTS);
    }

    @Test
    void sendsOnlyOneFactIntoTheDark() throws Exception {
        producers.producer.refusal = new TimeoutException("no metadata within 5 s");
        assertThat(broker.send(DESTINATION, FACTS)).isEmpty();
        assertThat(producers.producer.refused).isEqualTo(1);
    }

    @Test
    void sendsOnAfterAFactThatIsRefusedForGood() throws Exception {
        producers.producer.refusal = new RecordTooLargeException("over 1 MiB");
        assertThat(broker.send(DESTINATION, FACTS)).isEmpty();
        assertThat(producers.producer.refused).isEqualTo(3);
    }

    @Test
    void makesANewProducerOfOneThatThrows() {
        producers.producer.sendException = new KafkaException("fenced for ever");
        assertThatThrownBy(() -> broker.send(DESTINATION, FACTS)).hasMessage("fenced for ever");
        assertThat(producers.resets).isEqualTo(1);
    }

    private static OutboxRow fact(long id) {
        return new OutboxRow(
                id,
                DESTINATION,
                new Envelope(
                        "t", "k" + id, Uuids.next(), "x", Instant.EPOCH, EventTrace.NONE, "{}"));
    }

    private static final class OneProducer implements ProducerFactory<String, byte[]> {

        private final RefusingProducer producer = new RefusingProducer();
        private int resets;

        @Override
        public Producer<String, byte[]> createProducer() {
            return producer;
        }

        @Override
        public void reset() {
            resets++;
        }
    }

    private static final class RefusingProducer extends MockProducer<String, byte[]> {

        private @Nullable Exception refusal;
        private int refused;

        RefusingProducer() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> fact) {
            if (refusal == null) {
                return super.send(fact);
            }
            refused++;
            return CompletableFuture.failedFuture(refusal);
        }

        @Override
        public void close() {
            // Handed back, not closed.
        }
    }
}
