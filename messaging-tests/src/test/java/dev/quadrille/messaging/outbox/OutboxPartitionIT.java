package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.CATALOG;
import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
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

/// The partition of an event is the one that every producer of the topic has always chosen, whether
/// this release or the previous one writes the row.
class OutboxPartitionIT {

    private static final Random RANDOM = new Random(42);

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void equalsThatOfTheDefaultPartitioner() {
        assertThat(keys())
                .allSatisfy(key ->
                        assertThat(ORDER_FLOW.partitionOf(key))
                                .isEqualTo(
                                        BuiltInPartitioner.partitionForKey(
                                                key.getBytes(StandardCharsets.UTF_8), 12)));
        assertThat(keys()).allSatisfy(key -> assertThat(CATALOG.partitionOf(key)).isZero());
    }

    @Test
    void isSetByTheDatabaseForRowsOfThePreviousRelease() {
        testBed.start(Replica.sender()).pause();
        List<String> keys = keys();
        keys.forEach(key -> insertAsThePreviousRelease("order-flow", key));
        insertAsThePreviousRelease("catalog", "SKU-1");
        insertAsThePreviousRelease("order-flow.parcel.dead", "SKU-1");
        assertThat(partitions("order-flow"))
                .isEqualTo(keys.stream().map(ORDER_FLOW::partitionOf).toList());
        assertThat(partitions("catalog")).containsExactly(0);
        assertThat(partitions("order-flow.parcel.dead")).containsExactly(0);
    }

    private void insertAsThePreviousRelease(String topic, String key) {
        testBed.jdbc()
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
        return testBed.jdbc()
                .sql("select log_partition from outbox where topic = ? order by id")
                .param(topic)
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /// Keys of various lengths with characters of one to three bytes, and UUIDs.
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
