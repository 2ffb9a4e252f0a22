package dev.quadrille.system.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads topics incrementally, from the beginning at the first call.
final class TopicReader {

    private final Predicate<String> topics;
    private final KafkaConsumer<String, byte[]> consumer;

    TopicReader(String bootstrapServers, Predicate<String> topics) {
        this.topics = topics;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    /// Returns all new records up to the current end.
    List<ConsumerRecord<String, byte[]>> next() {
        assign();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    /// Assigns new topics as well; topics already read keep their position.
    private void assign() {
        List<TopicPartition> all =
                consumer.listTopics().entrySet().stream()
                        .filter(topic -> topics.test(topic.getKey()))
                        .flatMap(topic -> topic.getValue().stream())
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .toList();
        if (!consumer.assignment().containsAll(all)) {
            Map<TopicPartition, Long> positions = new java.util.HashMap<>();
            consumer.assignment().forEach(it -> positions.put(it, consumer.position(it)));
            consumer.assign(all);
            all.forEach(it -> consumer.seek(it, positions.getOrDefault(it, 0L)));
        }
    }
}
