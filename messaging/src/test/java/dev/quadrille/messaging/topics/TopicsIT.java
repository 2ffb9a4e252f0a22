package dev.quadrille.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.servers.Servers;
import dev.quadrille.messaging.stage.Stage;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.kafka.core.KafkaAdmin;

class TopicsIT {

    @RegisterExtension final Stage stage = new Stage();

    @Test
    void makesTopicsThatAreMissingAndLeavesOthersAlone() throws Exception {
        topics(Servers.kafka().bootstrapServers(), 3).ensure();
        awaitTopic();
        topics(Servers.kafka().bootstrapServers(), 3).ensure();
        assertThat(stage.probe(Topic.CATALOG).partitions()).isEqualTo(3);
    }

    @Test
    void refusesATopicWithAnotherNumberOfPartitions() throws Exception {
        topics(Servers.kafka().bootstrapServers(), 3).ensure();
        awaitTopic();
        assertThatThrownBy(() -> topics(Servers.kafka().bootstrapServers(), 4).ensure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic catalog has 3 partitions instead of 4");
        assertThat(stage.probe(Topic.CATALOG).partitions()).isEqualTo(3);
    }

    @Test
    void failsWhenTheBrokerDoesNotAnswer() {
        assertThatThrownBy(() -> topics("127.0.0.1:1", 3).ensure())
                .isInstanceOf(KafkaException.class);
    }

    /// A broker learns a little later what its controller has made.
    private void awaitTopic() {
        await().ignoreExceptions().until(() -> stage.probe(Topic.CATALOG).partitions() > 0);
    }

    private static Topics topics(String bootstrapServers, int partitions) {
        KafkaAdmin kafka =
                new KafkaAdmin(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "default.api.timeout.ms",
                                2000,
                                "request.timeout.ms",
                                1000));
        return new Topics(kafka, List.of(new NewTopic("catalog", partitions, (short) 1)));
    }
}
