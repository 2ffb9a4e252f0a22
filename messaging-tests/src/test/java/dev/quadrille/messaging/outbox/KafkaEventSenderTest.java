package dev.quadrille.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.topics.TopicCreation;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

class KafkaEventSenderTest {

    private static final TopicPartition DESTINATION = new TopicPartition("t", 0);
    private static final List<OutboxRow> ROWS =
            LongStream.rangeClosed(1, 3).mapToObj(KafkaEventSenderTest::row).toList();

    private final OneProducer producers = new OneProducer();
    private final TopicCreation noTopics =
            new TopicCreation(
                    new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:1")), List.of());
    private final KafkaEventSender sender = new KafkaEventSender(producers, noTopics);

    @Test
    void returnsTheAcknowledgedRows() throws Exception {
        assertThat(sender.send(DESTINATION, ROWS)).isEqualTo(ROWS);
    }

    @Test
    void stopsAfterTheFirstTransientFailure() throws Exception {
        producers.producer.rejection = new TimeoutException("no metadata within 5 s");
        assertThat(sender.send(DESTINATION, ROWS)).isEmpty();
        assertThat(producers.producer.rejections).isEqualTo(1);
    }

    @Test
    void continuesAfterARejectedRow() throws Exception {
        producers.producer.rejection = new RecordTooLargeException("over 1 MiB");
        assertThat(sender.send(DESTINATION, ROWS)).isEmpty();
        assertThat(producers.producer.rejections).isEqualTo(3);
    }

    @Test
    void replacesAProducerThatThrows() {
        producers.producer.sendException = new KafkaException("fenced");
        assertThatThrownBy(() -> sender.send(DESTINATION, ROWS)).hasMessage("fenced");
        assertThat(producers.resets).isEqualTo(1);
    }

    private static OutboxRow row(long id) {
        return OutboxRow.of(id, DESTINATION, new ProducerRecord<>("t", "k" + id, new byte[0]));
    }

    private static final class OneProducer implements ProducerFactory<String, byte[]> {

        private final RejectingProducer producer = new RejectingProducer();
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

    private static final class RejectingProducer extends MockProducer<String, byte[]> {

        private @Nullable Exception rejection;
        private int rejections;

        RejectingProducer() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            if (rejection == null) {
                return super.send(record);
            }
            rejections++;
            return CompletableFuture.failedFuture(rejection);
        }

        @Override
        public void close() {
            // Returned to the factory, not closed.
        }
    }
}
