package dev.quadrille.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;

class InfiniteRetryErrorHandlerTest {

    private static final String TOPIC = "order-flow";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final ConsumerRecords<String, byte[]> BATCH =
            new ConsumerRecords<>(
                    Map.of(
                            FIRST, List.of(record(0, 7), record(0, 8)),
                            SECOND, List.of(record(1, 3), record(1, 4))),
                    Map.of());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StalledBatch stalled = new StalledBatch(TOPIC, System::nanoTime, meters);
    private final InfiniteRetryErrorHandler handler =
            new InfiniteRetryErrorHandler(meters.counter("retries"), stalled);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    /// Not running, so that a pause ends at once.
    private final MessageListenerContainer container =
            new ConcurrentMessageListenerContainer<>(
                    new DefaultKafkaConsumerFactory<>(Map.of()), new ContainerProperties(TOPIC));

    @BeforeEach
    void pollBatch() {
        consumer.assign(List.of(FIRST, SECOND));
        consumer.seek(FIRST, 9);
        consumer.seek(SECOND, 5);
    }

    @Test
    void seeksToTheFirstRecordOfEachPartition() {
        fail(new IllegalStateException("on purpose"));

        assertThat(consumer.position(FIRST)).isEqualTo(7);
        assertThat(consumer.position(SECOND)).isEqualTo(3);
        assertThat(consumer.committed(Set.of(FIRST, SECOND))).isEmpty();
        assertThat(meters.counter("retries").count()).isEqualTo(1);
        assertThat(stalled.duration()).isPositive();
    }

    /// By default, Spring Kafka skips a batch that fails with one of these.
    @ParameterizedTest
    @ValueSource(classes = {ClassCastException.class, NoSuchMethodException.class})
    void retriesEveryExceptionMoreThanTenTimes(Class<? extends Exception> type) throws Exception {
        Exception failure = type.getConstructor(String.class).newInstance("on purpose");
        for (int i = 0; i < 12; i++) {
            pollBatch();
            fail(failure);

            assertThat(consumer.position(FIRST)).isEqualTo(7);
        }
    }

    @Test
    void leavesOtherPartitionsToTheirOwners() {
        consumer.assign(List.of(SECOND));

        fail(new IllegalStateException("on purpose"));

        assertThat(consumer.position(SECOND)).isEqualTo(3);
    }

    @Test
    void survivesAFailureWithoutBatch() {
        handler.handleOtherException(
                new IllegalStateException("on purpose"), consumer, container, true);

        assertThat(meters.counter("retries").count()).isEqualTo(1);
        assertThat(stalled.duration()).isZero();
    }

    private void fail(Exception cause) {
        Exception thrown = new ListenerExecutionFailedException("Listener failed", cause);
        assertThatThrownBy(() -> handler.handleBatch(thrown, BATCH, consumer, container, () -> {}))
                .rootCause()
                .isSameAs(cause);
    }

    private static ConsumerRecord<String, byte[]> record(int partition, long offset) {
        return new ConsumerRecord<>(TOPIC, partition, offset, "key", new byte[0]);
    }
}
