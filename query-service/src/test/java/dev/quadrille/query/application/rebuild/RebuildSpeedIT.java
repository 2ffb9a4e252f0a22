package dev.quadrille.query.application.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/// Measures the throughput of a rebuild. Takes minutes, so it is disabled unless
/// `quadrille.figures` is set.
@EnabledIfSystemProperty(named = "quadrille.figures", matches = "true")
@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RebuildSpeedIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int ORDERS = 40_000;
    private static final int BATCH = 1_000;

    private final Rebuilds rebuilds;

    @Autowired
    RebuildSpeedIT(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @Test
    void rebuilds10000EventsPerSecond() {
        try (TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW)) {
            for (int i = 0; i < ORDERS / BATCH; i++) {
                log.publish(orders());
            }
            await().atMost(TIMEOUT).until(() -> log.isConsumedBy("query-service"));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(rebuild()).isGreaterThan(10_000);
        }
    }

    /// The interleaved events of many orders, as in the log of a running shop.
    private static List<OrderEvent> orders() {
        List<List<OrderEvent>> histories =
                Stream.generate(() -> SampleOrders.confirmed(SampleOrders.order()))
                        .limit(BATCH)
                        .toList();
        return Stream.of(0, 1, 2, 3, 4)
                .flatMap(step -> histories.stream().map(history -> history.get(step)))
                .toList();
    }

    private double rebuild() {
        assertThat(rebuilds.request()).isTrue();
        await().atMost(TIMEOUT).until(() -> !latest().state().isUnderWay());
        Rebuild done = latest();
        assertThat(done.state()).isEqualTo(Rebuild.State.DONE);
        Duration took =
                Duration.between(done.startedAt().orElseThrow(), done.finishedAt().orElseThrow());
        double perSecond = 1000.0 * done.progress().read() / took.toMillis();
        System.out.printf(
                "rebuild of %d events: %d ms, %.0f events/s%n",
                done.progress().read(), took.toMillis(), perSecond);
        return perSecond;
    }

    private Rebuild latest() {
        return rebuilds.latest().orElseThrow();
    }
}
