package dev.quadrille.messaging.topics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.servers.Servers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.core.KafkaAdmin;

class TopicCreationIT {

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void createsMissingTopicsAndKeepsExistingOnes() throws Exception {
        topics(Servers.kafka().bootstrapServers(), 3).ensure();
        awaitTopic();
        topics(Servers.kafka().bootstrapServers(), 3).ensure();
        assertThat(testBed.probe(Topic.CATALOG).partitions()).isEqualTo(3);
    }

    @Test
    void rejectsATopicWithADifferentNumberOfPartitions() throws Exception {
        topics(Servers.kafka().bootstrapServers(), 3).ensure();
        awaitTopic();
        assertThatThrownBy(() -> topics(Servers.kafka().bootstrapServers(), 4).ensure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic catalog has 3 partitions instead of 4");
        assertThat(testBed.probe(Topic.CATALOG).partitions()).isEqualTo(3);
    }

    /// A manually created log whose records would be deleted.
    @Test
    void correctsSettingsThatAreSafeToChange() throws Exception {
        create(
                "order-flow",
                Map.of(
                        "cleanup.policy", "compact",
                        "retention.ms", "604800000",
                        "min.insync.replicas", "1"));
        configured((short) 1).ensure("order-flow");
        await().untilAsserted(() ->
                assertThat(setting("order-flow", "cleanup.policy")).isEqualTo("delete"));
        assertThat(setting("order-flow", "retention.ms")).isEqualTo("-1");
        assertThat(setting("order-flow", "retention.bytes")).isEqualTo("-1");
    }

    @Test
    void keepsStricterAndLargerSettings() throws Exception {
        create(
                "order-flow.order.dead",
                1,
                Map.of("min.insync.replicas", "2", "max.message.bytes", "9000000"));
        configured((short) 1).ensure("order-flow.order.dead");
        await().untilAsserted(() ->
                assertThat(setting("order-flow.order.dead", "retention.ms")).isEqualTo("-1"));
        assertThat(setting("order-flow.order.dead", "min.insync.replicas")).isEqualTo("2");
        assertThat(setting("order-flow.order.dead", "max.message.bytes")).isEqualTo("9000000");
    }

    @Test
    void rejectsATopicWithFewerReplicasAndReportsItsHealthAsDown() throws Exception {
        create("order-flow", Map.of());
        TopicCreation topics = configured((short) 3);
        HealthIndicator health = new TopicsConfiguration().topicsHealthIndicator(topics);
        assertThat(requireNonNull(health.health()).getStatus()).isEqualTo(Status.UP);
        assertThatThrownBy(() -> topics.ensure("order-flow"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "topic order-flow has replication factor 1 instead of 3: reassign its"
                                + " partitions, or set quadrille.messaging.replicas to 1");
        assertThat(requireNonNull(health.health()).getStatus()).isEqualTo(Status.DOWN);
        assertThat(requireNonNull(health.health()).getDetails()).containsKey("order-flow");
    }

    @Test
    void createsADeletedTopicAgainAfterARecheck() throws Exception {
        TopicCreation topics = topics(Servers.kafka().bootstrapServers(), 3);
        topics.ensure();
        awaitTopic();
        Servers.kafka().clear();
        topics.ensure("catalog");
        topics.recheck("catalog");
        await().ignoreExceptions()
                .untilAsserted(() -> {
                    topics.recheck("catalog");
                    topics.ensure("catalog");
                    assertThat(testBed.probe(Topic.CATALOG).partitions()).isEqualTo(3);
                });
    }

    private static void create(String topic, Map<String, String> settings) throws Exception {
        create(topic, 12, settings);
    }

    private static void create(String topic, int partitions, Map<String, String> settings)
            throws Exception {
        try (Admin admin = admin()) {
            NewTopic created = new NewTopic(topic, partitions, (short) 1).configs(settings);
            admin.createTopics(List.of(created)).all().get();
        }
        await().ignoreExceptions().until(() -> setting(topic, "cleanup.policy") != null);
    }

    private static String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(resource)).all().get();
            return requireNonNull(configs.get(resource)).get(name).value();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()));
    }

    private static TopicCreation configured(short replicas) {
        return new TopicsConfiguration()
                .topicCreation(
                        kafka(Servers.kafka().bootstrapServers()), replicas, "order-service");
    }

    @Test
    void failsWhenTheBrokerDoesNotRespond() {
        assertThatThrownBy(() -> topics("127.0.0.1:1", 3).ensure())
                .isInstanceOf(KafkaException.class);
    }

    /// The broker learns about a new topic slightly later than the controller.
    private void awaitTopic() {
        await().ignoreExceptions().until(() -> testBed.probe(Topic.CATALOG).partitions() > 0);
    }

    private static TopicCreation topics(String bootstrapServers, int partitions) {
        return new TopicCreation(
                kafka(bootstrapServers), List.of(new NewTopic("catalog", partitions, (short) 1)));
    }

    private static KafkaAdmin kafka(String bootstrapServers) {
        return new KafkaAdmin(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "default.api.timeout.ms",
                        2000,
                        "request.timeout.ms",
                        1000));
    }
}
