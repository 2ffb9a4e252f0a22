package dev.quadrille.query.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.servers.RealServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Several replicas project the same order, in different batches.
@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ProjectionReplicasIT {

    private static final Duration UNLIMITED = Duration.ofDays(1);

    private final ReadModel model;
    private final Projection projection;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private OrderId order = SampleOrders.order();

    @Autowired
    ProjectionReplicasIT(
            ReadModel model,
            Projection projection,
            PlatformTransactionManager transactions,
            JdbcClient jdbc) {
        this.model = model;
        this.projection = projection;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        // A test projects a batch while the transaction of another batch is open.
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Test
    void wakesRequestForOrderProjectedByAnotherReplica() {
        List<EventEnvelope<OrderEvent>> history = SampleHistories.of(SampleOrders.confirmed(order));
        // Signals no request of this process: only a poll finds what this replica projects.
        Projection otherReplica = new Projection(model, _ -> {});
        AtomicBoolean hasProjected = new AtomicBoolean();
        Runnable projectOnce =
                () -> {
                    if (!hasProjected.getAndSet(true)) {
                        project(otherReplica, history);
                    }
                };
        SettlementSignals signals =
                new SettlementSignals(
                        new InterceptedReadModel(model, projectOnce),
                        new LongPollSettings(1, 1, UNLIMITED, Duration.ofMillis(10)));
        signals.start();
        try {
            CompletableFuture<Optional<OrderView>> waiting = awaitAsync(signals);
            await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
            assertThat(waiting.join()).hasValueSatisfying(it -> assertThat(it.settled()).isTrue());
        } finally {
            signals.stop();
        }
    }

    @Test
    void rejectsWriteAfterConcurrentProjection() {
        List<EventEnvelope<OrderEvent>> history = SampleHistories.of(SampleOrders.confirmed(order));
        InterceptedReadModel intercepted =
                new InterceptedReadModel(model, () -> project(projection, history));
        Projection slowReplica = new Projection(intercepted, _ -> {});
        // The consumer retries the batch, which then changes nothing.
        assertThatThrownBy(() -> project(slowReplica, history.subList(0, 3)))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(model.find(order))
                .hasValueSatisfying(view -> assertThat(view.version()).isEqualTo(5));
        assertThat(model.timeline(order)).hasSize(5);
    }

    @Test
    void isIndependentOfBatchesAndReplicas() {
        List<EventEnvelope<OrderEvent>> history = SampleHistories.of(SampleOrders.confirmed(order));
        List<EventEnvelope<OrderEvent>> copies = new ArrayList<>(history);
        history.forEach(it -> copies.add(SampleHistories.copyAt(100 + copies.size(), it)));
        project(projection, copies);
        TableContents expected = TableContents.ofServing(jdbc);
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            jdbc.sql("delete from order_view where order_id = :id")
                    .param("id", order.value())
                    .update();
            jdbc.sql("delete from order_event where order_id = :id")
                    .param("id", order.value())
                    .update();
            deliverToTwoReplicas(copies, random);
            assertThat(TableContents.ofServing(jdbc)).isEqualTo(expected);
        }
    }

    @Test
    void foldsBatchInLogOrder() {
        List<EventEnvelope<OrderEvent>> history = SampleHistories.of(SampleOrders.confirmed(order));
        project(projection, history);
        OrderView expected = model.find(order).orElseThrow();
        List<TimelineEntry> timeline = model.timeline(order);
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            order = SampleOrders.order();
            List<EventEnvelope<OrderEvent>> shuffled =
                    new ArrayList<>(SampleHistories.of(SampleOrders.confirmed(order)));
            List.copyOf(shuffled)
                    .forEach(it -> shuffled.add(SampleHistories.copyAt(100 + shuffled.size(), it)));
            Collections.shuffle(shuffled, random);
            project(projection, shuffled);
            OrderView view = model.find(order).orElseThrow();
            assertThat(view.updatedAt()).isEqualTo(expected.updatedAt());
            assertThat(view.position()).isEqualTo(expected.position());
            assertThat(model.timeline(order))
                    .extracting(TimelineEntry::position)
                    .containsExactlyElementsOf(
                            timeline.stream().map(TimelineEntry::position).toList());
        }
    }

    private CompletableFuture<Optional<OrderView>> awaitAsync(SettlementSignals signals) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return signals.await(order, UNLIMITED, _ -> false);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// Delivers all copies to two replicas at the same time, each in an order and in batches of its
    /// own.
    private void deliverToTwoReplicas(List<EventEnvelope<OrderEvent>> copies, Random random) {
        List<CompletableFuture<Void>> replicas = new ArrayList<>();
        for (int replica = 0; replica < 2; replica++) {
            List<EventEnvelope<OrderEvent>> shuffled = new ArrayList<>(copies);
            Collections.shuffle(shuffled, random);
            int size = 1 + random.nextInt(4);
            replicas.add(CompletableFuture.runAsync(() -> deliver(shuffled, size)));
        }
        replicas.forEach(CompletableFuture::join);
    }

    private void deliver(List<EventEnvelope<OrderEvent>> delivered, int size) {
        Projection replica = new Projection(model, _ -> {});
        for (int i = 0; i < delivered.size(); i += size) {
            List<EventEnvelope<OrderEvent>> batch =
                    delivered.subList(i, Math.min(delivered.size(), i + size));
            await().ignoreExceptionsInstanceOf(ConcurrencyFailureException.class)
                    .pollInterval(Duration.ofMillis(2))
                    .untilAsserted(() -> project(replica, batch));
        }
    }

    private void project(Projection by, List<EventEnvelope<OrderEvent>> batch) {
        transaction.executeWithoutResult(_ -> by.handle(batch));
    }
}
