package dev.quadrille.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The order of events when the broker accepts one record and rejects another.
class RelayTurnsIT {

    private static final OrderId REJECTED = OrderId.of("01920000-0000-7000-8000-000000000001");
    private static final OrderId ACCEPTED = OrderId.of("01920000-0000-7000-8000-000000000002");

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void blocksOnlyTheKeyOfARejectedRow() {
        RejectingEventSender sender = new RejectingEventSender();
        Replica replica = start(sender);
        replica.append(events(REJECTED));
        replica.append(events(ACCEPTED));
        await().untilAsserted(() -> assertThat(sender.acceptedOf(ACCEPTED)).hasSize(2));
        await().until(() -> sender.rejections.get() > 3);
        assertThat(sender.acceptedOf(REJECTED)).isEmpty();

        sender.rejects = false;
        await().untilAsserted(() -> assertThat(sender.acceptedOf(REJECTED)).hasSize(2));
        assertThat(sender.acceptedOf(REJECTED))
                .containsExactly("quadrille.OrderPlaced.v1", "quadrille.OrderCancelled.v1");
    }

    @Test
    void publishesOtherKeysWithoutDelayWhileOneIsBlocked() {
        RejectingEventSender sender = new RejectingEventSender();
        Replica replica = start(sender);
        replica.append(events(REJECTED));
        await().until(() -> sender.rejections.get() > 0);
        for (int sent = 2; sent <= 20; sent += 2) {
            int expected = sent;
            replica.append(events(ACCEPTED));
            await().untilAsserted(() -> assertThat(sender.acceptedOf(ACCEPTED)).hasSize(expected));
        }
    }

    private Replica start(EventSender sender) {
        return testBed.start(
                Replica.sender()
                        .with("quadrille.outbox.send-directly", false)
                        .singleton("eventSender", sender));
    }

    private static List<EventEnvelope<OrderEvent>> events(OrderId order) {
        return Stream.of(
                        Samples.orderPlaced(order),
                        Samples.orderCancelled(order, CancellationReason.DEADLINE_PASSED))
                .map(event -> EventEnvelope.of(event, EventTrace.NONE))
                .toList();
    }

    /// Rejects the first row of one order in each send, and accepts all others.
    private static final class RejectingEventSender implements EventSender {

        private final List<OutboxRow> accepted = new CopyOnWriteArrayList<>();
        private volatile boolean rejects = true;
        private final AtomicInteger rejections = new AtomicInteger();

        @Override
        public List<OutboxRow> send(TopicPartition destination, List<OutboxRow> rows) {
            List<OutboxRow> acknowledged = new ArrayList<>(rows);
            Optional<OutboxRow> rejected =
                    rows.stream().filter(it -> rejects && isOf(REJECTED, it)).findFirst();
            rejected.ifPresent(acknowledged::remove);
            rejected.ifPresent(_ -> rejections.incrementAndGet());
            accepted.addAll(acknowledged);
            return acknowledged;
        }

        /// These tests concern the relay alone.
        @Override
        public CompletableFuture<?> send(OutboxRow row) {
            return CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
        }

        List<String> acceptedOf(OrderId order) {
            return accepted.stream()
                    .filter(it -> isOf(order, it))
                    .map(it -> header(it, "ce_type"))
                    .toList();
        }

        private static String header(OutboxRow row, String name) {
            return new String(row.record().headers().lastHeader(name).value(), UTF_8);
        }

        private static boolean isOf(OrderId order, OutboxRow row) {
            return order.toString().equals(row.key());
        }
    }
}
