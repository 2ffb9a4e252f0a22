package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.CATALOG;
import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An event's partition is the one that every producer of the topic has always chosen, whether this
/// build or the previous one writes the row.
class OutboxPartitionIT {

    private static final Random RANDOM = new Random(42);

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();

    @Test
    void isThatOfKafkasDefaultPartitioner() {
        assertThat(keys())
                .allSatisfy(key ->
                        assertThat(ORDER_FLOW.partitionOf(key))
                                .isEqualTo(
                                        BuiltInPartitioner.partitionForKey(
                                                key.getBytes(StandardCharsets.UTF_8), 12)));
        assertThat(keys()).allSatisfy(key -> assertThat(CATALOG.partitionOf(key)).isZero());
    }

    @Test
    void isSetByTheDatabaseForRowsOfThePreviousVersion() {
        stage.start(Replica.sender()).pause();
        List<String> keys = keys();
        keys.forEach(key -> insertAsThePreviousVersion("order-flow", key));
        insertAsThePreviousVersion("catalog", "SKU-1");
        insertAsThePreviousVersion("order-flow.parcel.dead", "SKU-1");
        assertThat(partitions("order-flow"))
                .isEqualTo(keys.stream().map(ORDER_FLOW::partitionOf).toList());
        assertThat(partitions("catalog")).containsExactly(0);
        assertThat(partitions("order-flow.parcel.dead")).containsExactly(0);
    }

    private void insertAsThePreviousVersion(String topic, String key) {
        stage.jdbc()
                .sql(
                        """
                        insert into outbox (topic, key, event_id, type, at, body)
                        values (:topic, :key, gen_random_uuid(), 'x', now(), '{}')
                        """)
                .param("topic", topic)
                .param("key", key)
                .update();
    }

    private List<Integer> partitions(String topic) {
        return stage.jdbc()
                .sql("select log_partition from outbox where topic = ? order by id")
                .param(topic)
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /// Of every length, with letters of one to three bytes; and ids.
    private static List<String> keys() {
        return Stream.concat(
                        IntStream.range(0, 60).mapToObj(OutboxPartitionIT::text),
                        Stream.generate(() -> UUID.randomUUID().toString()).limit(50))
                .toList();
    }

    private static String text(int length) {
        return RANDOM.ints(length, 1, 0x3000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
