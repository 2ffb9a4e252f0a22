package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.ORDER_FLOW;
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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A partition or topic that accepts nothing does not block the others.
class DestinationsIT {

    private static final TopicPartition BLOCKED = new TopicPartition(ORDER_FLOW.name(), 7);
    private static final String DEAD_TOPIC = "order-flow.parcel.dead";

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final GatedEventSender sender = new GatedEventSender();

    @Test
    void anUnresponsivePartitionBlocksNoOther() {
        sender.close(BLOCKED);
        Replica replica = start();
        replica.append(placed(ordersIn(BLOCKED, 1)));
        await().until(() -> sender.blockedSends() == 1);

        List<OrderId> others = ordersElsewhere(200);
        others.forEach(order -> replica.append(placed(List.of(order))));
        awaitAccepted(others);
        assertThat(outboxSize()).isEqualTo(1);

        sender.open();
        await().until(() -> outboxSize() == 0);
    }

    @Test
    void blockedRowsDoNotFillTheBatch() {
        sender.close(BLOCKED);
        Replica replica = start();
        List<OrderId> blocked = ordersIn(BLOCKED, 1200);
        replica.append(placed(blocked));
        await().until(() -> sender.blockedSends() == 1);

        List<OrderId> others = ordersElsewhere(20);
        replica.append(placed(others));
        awaitAccepted(others);

        sender.open();
        awaitAccepted(blocked);
    }

    @Test
    void retriesARejectingPartitionWithoutBlockingOthers() {
        sender.reject(BLOCKED);
        Replica replica = start();
        List<OrderId> blocked = ordersIn(BLOCKED, 3);
        replica.append(placed(blocked));
        await().until(() -> sender.rejections() > 1);

        List<OrderId> others = ordersElsewhere(20);
        replica.append(placed(others));
        awaitAccepted(others);

        sender.open();
        awaitAccepted(blocked);
    }

    @Test
    void sendsDeadLettersWithoutAKeyTogether() {
        TopicPartition dead = new TopicPartition(DEAD_TOPIC, 0);
        sender.close(dead);
        start();
        insertDeadLetter("one");
        await().until(() -> sender.blockedSends() == 1);
        IntStream.range(0, 50).forEach(_ -> insertDeadLetter(null));
        insertDeadLetter("one");
        insertDeadLetter("one");
        sender.open();
        await().until(() -> outboxSize() == 0);
        assertThat(sender.sends(dead)).extracting(List::size).containsExactly(1, 51, 1);
    }

    @Test
    void keepsTheOrderOfEachKeyDespiteFailures() {
        FlakyEventSender flaky = new FlakyEventSender(4711);
        Replica replica =
                testBed.start(
                        Replica.sender()
                                .with("quadrille.outbox.send-directly", false)
                                .singleton("eventSender", flaky));
        List<OrderId> orders = Stream.generate(DestinationsIT::newOrder).limit(30).toList();
        List<OrderEvent> events =
                IntStream.range(0, 8)
                        .boxed()
                        .flatMap(_ -> orders.stream().map(DestinationsIT::event))
                        .toList();
        events.forEach(event -> replica.append(List.of(publication(event))));
        await().atMost(Duration.ofMinutes(1)).until(() -> outboxSize() == 0);
        assertThat(flaky.stored().values())
                .hasSize(30)
                .allSatisfy(ids -> assertThat(List.copyOf(ids)).hasSize(8).isSorted());
    }

    private Replica start() {
        return testBed.start(
                Replica.sender()
                        .with("quadrille.outbox.send-directly", false)
                        .singleton("eventSender", sender));
    }

    private void awaitAccepted(List<OrderId> orders) {
        Set<String> keys = orders.stream().map(OrderId::toString).collect(Collectors.toSet());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sender.acceptedKeys()).containsAll(keys));
    }

    private int outboxSize() {
        return testBed.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    private void insertDeadLetter(@Nullable String key) {
        testBed.jdbc()
                .sql(
                        """
                        insert into outbox (topic, key, event_id, type, at, body, headers, raw_body)
                        values (:topic, :key, gen_random_uuid(), 'x', now(), '', '{}', 'body'::bytea)
                        """)
                .param("topic", DEAD_TOPIC)
                .param("key", key)
                .update();
    }

    private static List<EventEnvelope<OrderEvent>> placed(List<OrderId> orders) {
        return orders.stream().map(DestinationsIT::event).map(DestinationsIT::publication).toList();
    }

    private static OrderEvent event(OrderId order) {
        return Samples.orderCancelled(order, CancellationReason.DEADLINE_PASSED);
    }

    private static EventEnvelope<OrderEvent> publication(OrderEvent event) {
        return EventEnvelope.of(event, EventTrace.NONE);
    }

    private static List<OrderId> ordersIn(TopicPartition destination, int count) {
        return Stream.generate(DestinationsIT::newOrder)
                .filter(it -> partitionOf(it) == destination.partition())
                .limit(count)
                .toList();
    }

    private static List<OrderId> ordersElsewhere(int count) {
        return Stream.generate(DestinationsIT::newOrder)
                .filter(it -> partitionOf(it) != BLOCKED.partition())
                .limit(count)
                .toList();
    }

    private static int partitionOf(OrderId order) {
        return ORDER_FLOW.partitionOf(order.toString());
    }

    private static OrderId newOrder() {
        return OrderId.of(UUID.randomUUID().toString());
    }
}
