package dev.quadrille.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OutboxSenderTest {

    private static final TopicPartition DESTINATION = new TopicPartition("t", 0);

    private final CompletableFuture<Object> acknowledgement = new CompletableFuture<>();
    private final JdbcClient noDatabase = JdbcClient.create(new DriverManagerDataSource("jdbc:no"));

    @AfterEach
    void failPendingRows() {
        acknowledgement.completeExceptionally(new IllegalStateException("on purpose"));
    }

    @Test
    void leavesRowsToTheRelayWhileTooManyAreWaitingForAnEarlierOne() {
        OutboxSender sender = started(new TestEventSender(false));
        sender.send(List.of(row(1)));
        LongStream.rangeClosed(2, 3 * OutboxSender.MAX_PENDING)
                .forEach(id -> sender.send(List.of(row(id).after(List.of(1L)))));
        assertThat(
                        LongStream.rangeClosed(1, 3 * OutboxSender.MAX_PENDING)
                                .filter(sender::handles)
                                .count())
                .isEqualTo(OutboxSender.MAX_PENDING);
        assertThat(sender.handles(3 * OutboxSender.MAX_PENDING)).isFalse();
    }

    @Test
    void leavesEverythingToTheRelayAfterItsThreadWasInterrupted() {
        OutboxSender sender = started(new TestEventSender(true));
        sender.send(List.of(row(1)));
        await().until(() -> !sender.isRunning());
        sender.send(List.of(row(2)));
        assertThat(sender.handles(1)).isFalse();
        assertThat(sender.handles(2)).isFalse();
    }

    @Test
    void handlesASentRowUntilTheTransactionThatDeletesItHasCommitted() {
        OutboxSender sender = started(new TestEventSender(false));
        sender.send(List.of(row(1)));
        acknowledgement.complete("acknowledged");
        // The timer, which has no database here, returns the row after each attempt.
        await().until(() -> sender.takeAcknowledged().equals(List.of(1L)));

        assertThat(sender.handles(1)).isTrue();
        sender.deleted(List.of(1L));
        assertThat(sender.handles(1)).isFalse();
    }

    private OutboxSender started(EventSender broker) {
        OutboxSender sender =
                new OutboxSender(
                        Set.of("t"),
                        broker,
                        noDatabase,
                        FaultPoints.NONE,
                        new OutboxMetrics(noDatabase, new SimpleMeterRegistry()));
        sender.start();
        return sender;
    }

    private static OutboxRow row(long id) {
        return OutboxRow.of(id, DESTINATION, new ProducerRecord<>("t", "k", new byte[0]));
    }

    /// A broker that acknowledges when the test says so, or interrupts the thread that sends.
    private final class TestEventSender implements EventSender {

        private final boolean interrupts;

        TestEventSender(boolean interrupts) {
            this.interrupts = interrupts;
        }

        @Override
        public List<OutboxRow> send(TopicPartition destination, List<OutboxRow> rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<?> send(OutboxRow row) throws InterruptedException {
            if (interrupts) {
                throw new InterruptedException("on purpose");
            }
            return acknowledgement;
        }
    }
}
