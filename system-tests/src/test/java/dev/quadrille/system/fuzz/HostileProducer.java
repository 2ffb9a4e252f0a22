package dev.quadrille.system.fuzz;

import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.exchange.RawConnection;
import dev.quadrille.system.exchange.RawRequest;
import dev.quadrille.system.exchange.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/// Writes invalid records to the topic, so that the services create dead letters.
final class HostileProducer {

    private static final int RECORDS = 10;

    private HostileProducer() {}

    /// Writes the records, waits until the services have created the dead letters, and returns
    /// them.
    static List<Letter> write(RunningSystem system, RawConnection client, String operator)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", system.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                ProducerRecord<String, String> garbage =
                        new ProducerRecord<>(
                                Topic.ORDER_FLOW.name(), new UUID(7, i).toString(), "{");
                garbage.headers()
                        .add(
                                "ce_type",
                                Topic.typeOf(OrderPlaced.class).getBytes(StandardCharsets.UTF_8));
                producer.send(garbage).get();
            }
        }
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> letters(client, operator), it -> it.size() >= 2 * RECORDS);
    }

    private static List<Letter> letters(RawConnection client, String operator) {
        Reply reply =
                client.send(
                        RawRequest.of("GET", "/api/dead-letters")
                                .with("Authorization", "Bearer " + operator));
        return JsonMapper.shared()
                .readTree(reply.body())
                .path("deadLetters")
                .valueStream()
                .map(it -> new Letter(it.path("service").asString(), it.path("id").asString()))
                .toList();
    }

    /// The identifiers of a dead letter in paths.
    record Letter(String service, String id) {}
}
