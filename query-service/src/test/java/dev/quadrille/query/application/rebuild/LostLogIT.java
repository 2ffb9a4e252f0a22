package dev.quadrille.query.application.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.query.application.TableContents;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.Servers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LostLogIT {

    private static final String NAME = Topic.ORDER_FLOW.name();

    private final Rebuilds rebuilds;
    private final JdbcClient jdbc;

    @Autowired
    LostLogIT(Rebuilds rebuilds, JdbcClient jdbc) {
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
    }

    @Test
    void refusesRebuildIfLogLacksEventsOfServingModel() throws Exception {
        try (TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
                Admin admin =
                        Admin.create(
                                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()))) {
            log.publish(SampleOrders.ofEveryKind(5));
            await().until(() -> log.isConsumedBy("query-service"));

            jdbc.sql(
                            """
                            insert into order_event
                            select order_id, log_offset, log_partition, gen_random_uuid(), type, at, data
                              from order_event limit 1
                            """)
                    .update();
            assertRefused("lacks 1 orders (1 events)");

            truncate(admin);
            assertRefused("has lost its beginning", "would lack 20 orders (81 events)");

            recreateTopic(admin);
            assertRefused(
                    "Was the topic deleted and created again?", "at least 20 orders (81 events)");
        }
    }

    private void assertRefused(String... reasons) {
        TableContents before = TableContents.ofServing(jdbc);
        assertThat(rebuilds.request()).isTrue();
        await().atMost(Duration.ofMinutes(2)).until(() -> !latest().state().isUnderWay());
        assertThat(latest().state()).isEqualTo(Rebuild.State.FAILED);
        assertThat(latest().failure().orElseThrow())
                .contains(reasons)
                .endsWith("The serving model was left as it is.");
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
        assertThat(TableContents.ofSpare(jdbc).isEmpty()).isTrue();
    }

    private Rebuild latest() {
        return rebuilds.latest().orElseThrow();
    }

    private static void truncate(Admin admin) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            // -1 is the end of the partition.
            all.put(new TopicPartition(NAME, i), RecordsToDelete.beforeOffset(-1));
        }
        admin.deleteRecords(all).all().get();
    }

    private static void recreateTopic(Admin admin) throws Exception {
        admin.deleteTopics(List.of(NAME)).all().get();
        await().ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> {
                    admin.createTopics(List.of(new NewTopic(NAME, 12, (short) 1))).all().get();
                    return true;
                });
    }
}
