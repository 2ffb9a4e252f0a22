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

/// What has come to some topics since it was last asked for; from the beginning the first time.
final class TopicTail {

    private final Predicate<String> topics;
    private final KafkaConsumer<String, byte[]> consumer;

    TopicTail(String bootstrapServers, Predicate<String> topics) {
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

    /// All records up to the end as it is now.
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

    /// Topics that have come meanwhile as well; those that were read keep their place.
    private void assign() {
        List<TopicPartition> all =
                consumer.listTopics().entrySet().stream()
                        .filter(topic -> topics.test(topic.getKey()))
                        .flatMap(topic -> topic.getValue().stream())
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .toList();
        if (!consumer.assignment().containsAll(all)) {
            Map<TopicPartition, Long> places = new java.util.HashMap<>();
            consumer.assignment().forEach(it -> places.put(it, consumer.position(it)));
            consumer.assign(all);
            all.forEach(it -> consumer.seek(it, places.getOrDefault(it, 0L)));
        }
    }
}
