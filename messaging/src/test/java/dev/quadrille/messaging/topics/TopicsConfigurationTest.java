package dev.quadrille.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.core.KafkaAdmin;

class TopicsConfigurationTest {

    /// Of one or two brokers none can be spared, or the log would stand still.
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "5, 3"})
    void aRecordCountsOnceMoreThanHalfOfThreeBrokersHaveIt(short replicas, String inSync) {
        Topics topics =
                new TopicsConfiguration()
                        .topics(new KafkaAdmin(Map.of()), replicas, "order-service");

        assertThat(topics.wanted())
                .hasSize(3)
                .allSatisfy(topic -> {
                    assertThat(topic.replicationFactor()).isEqualTo(replicas);
                    assertThat(topic.configs()).containsEntry("min.insync.replicas", inSync);
                });
    }
}
