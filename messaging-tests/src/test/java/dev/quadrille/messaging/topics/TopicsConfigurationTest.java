package dev.quadrille.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.KafkaAdmin;

class TopicsConfigurationTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "5, 3"})
    void requiresAMajorityOfReplicasInSync(short replicas, String inSync) {
        TopicCreation topics =
                new TopicsConfiguration()
                        .topicCreation(new KafkaAdmin(Map.of()), replicas, "order-service");

        assertThat(topics.required())
                .hasSize(3)
                .allSatisfy(topic -> {
                    assertThat(topic.replicationFactor()).isEqualTo(replicas);
                    assertThat(topic.configs()).containsEntry("min.insync.replicas", inSync);
                });
    }

    @ParameterizedTest
    @ValueSource(shorts = {-1, 0, 2})
    void rejectsUnsafeNumbersOfReplicas(short replicas) {
        TopicsConfiguration configuration = new TopicsConfiguration();
        KafkaAdmin kafka = new KafkaAdmin(Map.of());
        assertThatThrownBy(() -> configuration.topicCreation(kafka, replicas, "order-service"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quadrille.messaging.replicas is " + replicas);
    }
}
