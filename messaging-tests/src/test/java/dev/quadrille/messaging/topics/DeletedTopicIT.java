package dev.quadrille.messaging.topics;

import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import dev.quadrille.testsupport.servers.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An operator deletes a topic of a running service.
class DeletedTopicIT {

    private static final String DEAD_TOPIC = "order-flow.parcel.dead";

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    /// Dead letters wait in the outbox; events are published without interruption.
    @Test
    void aDeletedDeadLetterTopicBlocksNoEventAndIsCreatedAgain() throws Exception {
        Replica replica = testBed.start(Replica.sender());
        replica.bean(TopicCreation.class).ensure();
        place(replica);
        eventually().until(() -> outboxSize() == 0);
        delete(DEAD_TOPIC);
        insertDeadLetter();
        for (int i = 0; i < 20; i++) {
            place(replica);
        }
        eventually().until(() -> testBed.probe(ORDER_FLOW).events().size() == 21);
        eventually().until(() -> outboxSize() == 0);
        assertThat(testBed.records(DEAD_TOPIC)).hasSize(1);
    }

    @Test
    void aDeletedEventTopicIsCreatedAgain() throws Exception {
        Replica replica = testBed.start(Replica.sender());
        place(replica);
        eventually().until(() -> outboxSize() == 0);
        delete(ORDER_FLOW.name());
        place(replica);
        place(replica);
        eventually().until(() -> outboxSize() == 0);
        assertThat(testBed.probe(ORDER_FLOW).events()).hasSize(2);
        assertThat(testBed.probe(ORDER_FLOW).partitions()).isEqualTo(12);
    }

    private static void place(Replica replica) {
        OrderId order = OrderId.of(UUID.randomUUID().toString());
        replica.append(List.of(EventEnvelope.of(Samples.orderPlaced(order), EventTrace.NONE)));
    }

    private static void delete(String topic) throws Exception {
        Map<String, Object> servers =
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers());
        try (Admin admin = Admin.create(servers)) {
            admin.deleteTopics(List.of(topic)).all().get();
            // Until the deletion has completed, the broker accepts events and deletes them with the
            // topic.
            await().until(() -> !admin.listTopics().names().get().contains(topic));
        }
    }

    private void insertDeadLetter() {
        testBed.jdbc()
                .sql(
                        """
                        insert into outbox (topic, key, event_id, type, at, body, headers, raw_body)
                        values (:topic, 'k', gen_random_uuid(), 'x', now(), '', '{}', 'body'::bytea)
                        """)
                .param("topic", DEAD_TOPIC)
                .update();
    }

    private int outboxSize() {
        return testBed.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }
}
