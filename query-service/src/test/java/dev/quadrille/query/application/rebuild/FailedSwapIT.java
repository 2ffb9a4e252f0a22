package dev.quadrille.query.application.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.query.application.TableContents;
import dev.quadrille.query.application.rebuild.InterceptedShadowTables.Step;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.Servers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedSwapIT {

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final ThreadPoolTaskScheduler scheduler;
    private final RebuildTools tools;
    private final JdbcClient jdbc;
    private @Nullable TableContents expected;

    @Autowired
    FailedSwapIT(ThreadPoolTaskScheduler scheduler, RebuildTools tools, JdbcClient jdbc) {
        this.scheduler = scheduler;
        this.tools = tools;
        this.jdbc = jdbc;
    }

    /// These tests start the runs themselves.
    @BeforeAll
    void stopRebuilder() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        scheduler.stop(stopped::countDown);
        stopped.await();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void keepsRecordsReadByFailedSwap() {
        log.publish(SampleOrders.ofEveryKind(5));
        awaitProjected();
        run(failingOnce(() -> log.publish(SampleOrders.ofEveryKind(3))));
        assertComplete();
    }

    @Test
    void omitsUnreadableRecordOnceDespiteRepeatedReads() {
        log.publish(SampleOrders.ofEveryKind(2));
        awaitProjected();
        run(
                failingOnce(() -> {
                    log.publish(SampleOrders.ofEveryKind(1));
                    publishUnreadableRecord();
                    log.publish(SampleOrders.ofEveryKind(1));
                }));
        assertComplete();
    }

    /// Fails the first swap after it has read the records that the action has published.
    private ShadowTables failingOnce(Runnable beforeSwap) {
        AtomicInteger locks = new AtomicInteger();
        AtomicInteger swaps = new AtomicInteger();
        ShadowTables shadow =
                new InterceptedShadowTables(
                        tools.shadow(),
                        Step.LOCK_SERVING,
                        () -> {
                            if (locks.getAndIncrement() == 0) {
                                beforeSwap.run();
                                awaitProjected();
                                expected = TableContents.ofServing(jdbc);
                            }
                        });
        return new InterceptedShadowTables(
                shadow,
                Step.SWAP,
                () -> {
                    if (swaps.getAndIncrement() == 0) {
                        throw new CannotAcquireLockException("locked by the test");
                    }
                });
    }

    private void run(ShadowTables shadow) {
        assertThat(tools.rebuilds().request()).isTrue();
        Rebuild attempt = tools.rebuilds().begin().orElseThrow();
        try (RebuildRun run = new RebuildRun(attempt, tools.with(shadow), () -> true)) {
            run.toTheEnd();
        }
    }

    private void assertComplete() {
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(expected);
        assertThat(TableContents.ofSpare(jdbc).isEmpty()).isTrue();
    }

    private static void publishUnreadableRecord() {
        Map<String, Object> servers =
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers());
        try (var producer =
                new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> unreadable =
                    new ProducerRecord<>(Topic.ORDER_FLOW.name(), 0, "unreadable", new byte[] {1});
            unreadable.headers().add("ce_type", "quadrille.OrderPlaced.v1".getBytes(UTF_8));
            var _ = producer.send(unreadable);
        }
    }

    private void awaitProjected() {
        await().until(() -> log.isConsumedBy("query-service"));
    }
}
