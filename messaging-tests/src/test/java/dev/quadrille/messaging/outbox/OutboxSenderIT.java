package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each replica sends the rows that it has committed; the relay sends the rest.
class OutboxSenderIT {

    private static final int REPLICAS = 4;
    private static final int ORDERS = 50;
    private static final int EVENTS_PER_REPLICA = 250;

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void sendsCommittedRowsWithoutTheRelay() {
        Replica replica = testBed.start(Replica.sender());
        List<EventEnvelope<OrderEvent>> events = events(20);
        events.forEach(event -> replica.append(List.of(event)));
        await().until(() -> outboxSize() == 0);
        assertThat(publishedIds()).containsExactlyInAnyOrderElementsOf(ids(events));
        assertThat(replica.meter("quadrille.outbox.sent")).isEqualTo(20);
        assertThat(replica.meter("quadrille.relay.sent")).isZero();
    }

    @Test
    void sendsNothingAfterRollback() {
        Replica replica = testBed.start(Replica.sender());
        assertThatThrownBy(() ->
                        replica.transaction(() -> {
                            replica.bean(Outbox.class).append(events(1));
                            throw new IllegalStateException("on purpose");
                        }))
                .hasMessage("on purpose");
        List<EventEnvelope<OrderEvent>> committed = events(1);
        replica.append(committed);
        await().until(() -> outboxSize() == 0);
        assertThat(publishedIds()).isEqualTo(ids(committed));
    }

    /// The transaction that would delete the first row is rolled back.
    @Test
    void deletesRowsLaterIfTheirDeletionIsRolledBack() {
        AtomicBoolean senderFails = new AtomicBoolean(true);
        Replica replica =
                testBed.start(
                        Replica.sender()
                                .faultsAt(point -> {
                                    if (point == FaultPoint.RELAY_BEFORE_DELETE
                                            && senderFails.get()
                                            && Thread.currentThread()
                                                    .getName()
                                                    .equals("outbox-sender")) {
                                        throw new StackOverflowError("on purpose");
                                    }
                                }));
        replica.append(events(1));
        await().until(() -> replica.meter("quadrille.outbox.sent") == 1);
        assertThatThrownBy(() ->
                        replica.transaction(() -> {
                            replica.bean(Outbox.class).append(events(1));
                            throw new IllegalStateException("on purpose");
                        }))
                .hasMessage("on purpose");
        assertThat(outboxSize()).isEqualTo(1);
        senderFails.set(false);
        await().until(() -> outboxSize() == 0);
    }

    @Test
    void leavesAPartitionWithABacklogToTheRelay() {
        AtomicBoolean relayFails = new AtomicBoolean(true);
        Replica replica =
                testBed.start(
                        Replica.sender()
                                .faultsAt(point -> {
                                    if (point == FaultPoint.RELAY_BEFORE_SEND && relayFails.get()) {
                                        throw new IllegalStateException("on purpose");
                                    }
                                }));
        EventEnvelope<OrderEvent> delayed = events(1).getFirst();
        int partition = ORDER_FLOW.partitionOf(delayed.key());
        insertBacklog(partition);
        EventEnvelope<OrderEvent> other =
                Stream.generate(() -> events(1).getFirst())
                        .filter(it -> ORDER_FLOW.partitionOf(it.key()) != partition)
                        .findFirst()
                        .orElseThrow();
        replica.append(List.of(delayed, other));
        await().until(() -> outboxSize() == 1001);
        assertThat(replica.meter("quadrille.outbox.sent")).isEqualTo(1);
        relayFails.set(false);
        await().until(() -> outboxSize() == 0);
        assertThat(replica.meter("quadrille.outbox.sent")).isEqualTo(1);
        assertThat(replica.meter("quadrille.relay.sent")).isEqualTo(1001);
    }

    private void insertBacklog(int partition) {
        testBed.jdbc()
                .sql(
                        """
                        insert into outbox (topic, log_partition, key, event_id, type, at, body)
                        select 'order-flow', ?, n::text, gen_random_uuid(), 'x', now(), '{}'
                          from generate_series(1, 1000) n
                        """)
                .param(partition)
                .update();
    }

    /// Events of the catalog wake the relay many times a second. It must not take that for a reason
    /// to send what another replica has just committed.
    @Test
    void anOftenWokenRelaySendsNothingThatAnotherReplicaIsSending() throws Exception {
        DelayingEventSender atOnce = new DelayingEventSender(0);
        Replica leader = testBed.start(Replica.sender().singleton("eventSender", atOnce));
        await().until(() -> leader.bean(Lease.class).isHeld());
        Replica other =
                testBed.start(
                        Replica.sender().singleton("eventSender", new DelayingEventSender(60)));
        for (int i = 0; i < 200; i++) {
            leader.append(List.of(EventEnvelope.of(Samples.productListed(1))));
            other.append(events(1));
            Thread.sleep(20);
        }
        await().until(() -> outboxSize() == 0);
        // A stall of the machine may leave a few rows behind.
        assertThat(atOnce.relayed(ORDER_FLOW.name())).isLessThan(5);
    }

    @Test
    void keepsTheOrderOfEachKeyAcrossReplicasAndFailures() throws Exception {
        FlakyEventSender broker = new FlakyEventSender(4711);
        List<Replica> replicas =
                Stream.generate(() ->
                                testBed.start(Replica.sender().singleton("eventSender", broker)))
                        .limit(REPLICAS)
                        .toList();
        createStates();
        try (ExecutorService writers = Executors.newFixedThreadPool(REPLICAS)) {
            List<? extends Future<?>> ends =
                    IntStream.range(0, REPLICAS)
                            .mapToObj(i -> writers.submit(() -> write(replicas.get(i), i)))
                            .toList();
            for (Future<?> end : ends) {
                end.get();
            }
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> outboxSize() == 0);
        // Ids are assigned under the lock of the state, so they have the order of the commits.
        assertThat(broker.stored().values())
                .hasSize(ORDERS)
                .allSatisfy(ids -> assertThat(List.copyOf(ids)).isSorted());
        assertThat(broker.stored().values().stream().mapToInt(ids -> ids.size()).sum())
                .isEqualTo(REPLICAS * EVENTS_PER_REPLICA);
    }

    private void createStates() {
        testBed.jdbc().sql("create table state (number int primary key, version int)").update();
        testBed.jdbc()
                .sql("insert into state select number, 0 from generate_series(0, ?) number")
                .param(ORDERS - 1)
                .update();
    }

    /// Locks the state of an order, as every caller of the outbox must, and appends one or two
    /// events.
    private static void write(Replica replica, int seed) {
        Random random = new Random(seed);
        for (int written = 0; written < EVENTS_PER_REPLICA; ) {
            int number = random.nextInt(ORDERS);
            int events = Math.min(1 + random.nextInt(2), EVENTS_PER_REPLICA - written);
            replica.transaction(() -> {
                replica.bean(JdbcClient.class)
                        .sql("update state set version = version + 1 where number = ?")
                        .param(number)
                        .update();
                replica.bean(Outbox.class)
                        .append(
                                Stream.generate(() -> event(new OrderId(new UUID(0, number))))
                                        .limit(events)
                                        .toList());
            });
            written += events;
        }
    }

    private static List<EventEnvelope<OrderEvent>> events(int count) {
        return Stream.generate(() -> event(new OrderId(Uuids.next()))).limit(count).toList();
    }

    private static EventEnvelope<OrderEvent> event(OrderId order) {
        return EventEnvelope.of(
                Samples.orderCancelled(order, CancellationReason.DEADLINE_PASSED), EventTrace.NONE);
    }

    private static List<UUID> ids(List<EventEnvelope<OrderEvent>> events) {
        return events.stream().map(EventEnvelope::id).toList();
    }

    private List<UUID> publishedIds() {
        return testBed.probe(ORDER_FLOW).events().stream().map(EventEnvelope::id).toList();
    }

    private int outboxSize() {
        return testBed.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    /// A broker that acknowledges each row after a delay.
    private static final class DelayingEventSender implements EventSender {

        private final Executor afterDelay;
        private final Map<String, Integer> relayed = new ConcurrentHashMap<>();

        DelayingEventSender(int millis) {
            afterDelay = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public List<OutboxRow> send(TopicPartition destination, List<OutboxRow> rows) {
            relayed.merge(destination.topic(), rows.size(), Integer::sum);
            return rows;
        }

        @Override
        public CompletableFuture<?> send(OutboxRow row) {
            return CompletableFuture.runAsync(() -> {}, afterDelay);
        }

        int relayed(String topic) {
            return relayed.getOrDefault(topic, 0);
        }
    }
}
