package dev.quadrille.query.application.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.query.application.TableContents;
import dev.quadrille.query.application.rebuild.InterceptedShadowTables.Step;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedRebuildIT {

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final ThreadPoolTaskScheduler scheduler;
    private final Rebuilder rebuilder;
    private final Rebuilds rebuilds;
    private final RebuildTools tools;
    private final JdbcClient jdbc;

    @Autowired
    InterruptedRebuildIT(
            ThreadPoolTaskScheduler scheduler,
            Rebuilder rebuilder,
            RebuildTools tools,
            JdbcClient jdbc) {
        this.scheduler = scheduler;
        this.rebuilder = rebuilder;
        this.rebuilds = tools.rebuilds();
        this.tools = tools;
        this.jdbc = jdbc;
    }

    /// These tests start the attempts themselves.
    @BeforeAll
    void stopRebuilder() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        scheduler.stop(stopped::countDown);
        stopped.await();
    }

    @BeforeEach
    void requestRebuild() {
        assertThat(rebuilds.request()).isTrue();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void resumesAtCheckpointOfKilledProcess() {
        OrderId order = publishSettledOrder();
        killAt(Step.PREPARE);
        mark(order);
        publishSettledOrder();
        // Within the transaction of a page, so that its checkpoint is rolled back.
        killAt(Step.OPEN);
        assertThat(markOf(order, "spare")).isEqualTo("marked");
        run(begin(), tools.shadow());
        assertThat(markOf(order, "public")).isEqualTo("marked");
        assertThat(TableContents.ofServing(jdbc).events()).hasSize(log.events().size());
        assertThat(latest().state()).isEqualTo(Rebuild.State.DONE);
    }

    @Test
    void startsOverAfterChangeOfProjectionVersion() {
        startsOverAfter("update rebuild set model_version = -1");
    }

    @Test
    void startsOverAfterChangeOfLog() {
        startsOverAfter("update rebuild set log_identity = 'another'");
    }

    private void startsOverAfter(String change) {
        OrderId order = publishSettledOrder();
        TableContents before = TableContents.ofServing(jdbc);
        killAt(Step.PREPARE);
        mark(order);
        jdbc.sql(change).update();
        run(begin(), tools.shadow());
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
    }

    @Test
    void failsAfterMaximumOfAttemptsWithoutProgress() {
        TableContents before = TableContents.ofServing(jdbc);
        for (int i = 0; i < Rebuilder.MOST_TRIES; i++) {
            assertThat(begin().tries().inARow()).isEqualTo(i + 1);
        }
        rebuilder.attempt(begin());
        assertThat(latest().state()).isEqualTo(Rebuild.State.FAILED);
        assertThat(latest().failure())
                .contains(
                        "10 attempts in a row came no further. The last one ended with: the end of its"
                                + " process.");
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
        assertThat(tools.shadow().isEmpty()).isTrue();
    }

    @Test
    void pausesBetweenAttemptsAndResetsCountOnProgress() {
        assertThat(rebuilds.begin()).isPresent();
        assertThat(rebuilds.begin()).isEmpty();
        Rebuild second = begin();
        assertThat(second.tries().inARow()).isEqualTo(2);
        rebuilds.advance(second, 6, 100);
        assertThat(begin().tries().inARow()).isEqualTo(1);
        assertThat(rebuilds.cancel()).isTrue();
    }

    @Test
    void doesNotCountAttemptEndedByShutdown() {
        Rebuild attempt = begin();
        rebuilds.release(attempt);
        assertThat(rebuilds.begin())
                .hasValueSatisfying(it -> assertThat(it.tries().inARow()).isEqualTo(1));
        assertThat(rebuilds.cancel()).isTrue();
    }

    @Test
    void stopsOnEveryReplicaWhenCancelled() {
        publishSettledOrder();
        TableContents before = TableContents.ofServing(jdbc);
        ShadowTables cancelled =
                new InterceptedShadowTables(
                        tools.shadow(), Step.PREPARE, () -> assertThat(rebuilds.cancel()).isTrue());
        Rebuild attempt = begin();
        assertThatThrownBy(() -> run(attempt, cancelled)).isInstanceOf(Rebuilds.Overtaken.class);
        assertThat(latest().state()).isEqualTo(Rebuild.State.CANCELLED);
        assertThat(rebuilds.cancel()).isFalse();
        assertThat(tools.shadow().isEmpty()).isFalse();
        rebuilder.emptyAbandonedSet();
        assertThat(tools.shadow().isEmpty()).isTrue();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
    }

    private OrderId publishSettledOrder() {
        OrderId order = SampleOrders.order();
        log.publish(SampleOrders.confirmed(order));
        log.publish(SampleOrders.ofEveryKind(5));
        await().until(() -> log.isConsumedBy("query-service"));
        return order;
    }

    /// Simulates a killed process: its transaction is not committed.
    private void killAt(Step step) {
        ShadowTables killing =
                new InterceptedShadowTables(
                        tools.shadow(),
                        step,
                        () -> {
                            throw new Killed();
                        });
        Rebuild attempt = begin();
        assertThatThrownBy(() -> run(attempt, killing)).isInstanceOf(Killed.class);
    }

    private void run(Rebuild attempt, ShadowTables shadow) {
        try (RebuildRun run = new RebuildRun(attempt, tools.with(shadow), () -> true)) {
            run.toTheEnd();
        }
    }

    /// Begins the next attempt without its pause.
    private Rebuild begin() {
        jdbc.sql("update rebuild set not_before = null").update();
        return rebuilds.begin().orElseThrow();
    }

    private void mark(OrderId order) {
        assertThat(
                        jdbc.sql(
                                        "update spare.order_view set trace_id = 'marked' where order_id = :order")
                                .param("order", order.value())
                                .update())
                .isEqualTo(1);
    }

    private String markOf(OrderId order, String schema) {
        return jdbc.sql(
                        "select trace_id from %s.order_view where order_id = :order"
                                .formatted(schema))
                .param("order", order.value())
                .query(String.class)
                .single();
    }

    private Rebuild latest() {
        return rebuilds.latest().orElseThrow();
    }

    private static final class Killed extends Error {}
}
