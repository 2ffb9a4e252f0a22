package dev.quadrille.messaging.log;

import dev.quadrille.messaging.LogPosition;
import dev.quadrille.messaging.LogReader;
import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.messaging.wire.UndecodableRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads by a consumer that belongs to no group.
final class KafkaLogReader<E> implements LogReader<E> {

    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final RecordReader<E> reader;
    private final long begin;

    /// @param consumer has its partitions, and stands where the reading begins
    KafkaLogReader(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Topic<E> topic) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.reader = new RecordReader<>(topic, topic.events());
        this.begin = sum(consumer.beginningOffsets(partitions, KafkaLogs.PATIENCE));
    }

    @Override
    public Page<E> read(Duration atMost) {
        List<Received<E>> facts = new ArrayList<>();
        List<LogPosition> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> each : consumer.poll(atMost)) {
            try {
                reader.read(each).ifPresent(facts::add);
            } catch (UndecodableRecord e) {
                unreadable.add(new LogPosition(each.partition(), each.offset()));
            }
        }
        return new Page<>(facts, unreadable);
    }

    @Override
    public long total() {
        return sum(consumer.endOffsets(partitions, KafkaLogs.PATIENCE)) - begin;
    }

    @Override
    public long done() {
        return partitions.stream().mapToLong(it -> consumer.position(it, KafkaLogs.PATIENCE)).sum()
                - begin;
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
