package dev.quadrille.query.application.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class UnreadableRebuildIT {

    private final Rebuilds rebuilds;
    private final JdbcClient jdbc;

    @Autowired
    UnreadableRebuildIT(Rebuilds rebuilds, JdbcClient jdbc) {
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
    }

    @Test
    void omitsOnlyDeadLettersOfLiveProjection() {
        try (TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW)) {
            log.publish(SampleOrders.ofEveryKind(5));
            publishUnreadableRecord();
            await().until(() -> log.isConsumedBy("query-service"));
        }
        TableContents before = TableContents.ofServing(jdbc);
        assertThat(jdbc.sql("select count(*) from dead_letter").query(Integer.class).single())
                .isEqualTo(1);
        assertThat(rebuild().state()).isEqualTo(Rebuild.State.DONE);
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);

        // Simulates a serving process that can read the record, unlike this one.
        jdbc.sql("delete from dead_letter").update();
        Rebuild refused = rebuild();
        assertThat(refused.state()).isEqualTo(Rebuild.State.FAILED);
        assertThat(refused.failure()).hasValueSatisfying(it -> assertThat(it).isNotBlank());
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
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

    private Rebuild rebuild() {
        assertThat(rebuilds.request()).isTrue();
        await().atMost(Duration.ofMinutes(2)).until(() -> !latest().state().isUnderWay());
        return latest();
    }

    private Rebuild latest() {
        return rebuilds.latest().orElseThrow();
    }
}
