package dev.quadrille.messaging.topics;

import static java.util.Objects.requireNonNull;

import dev.quadrille.messaging.Topic;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/// Creates topic readers from the consumer configuration of the service.
final class KafkaTopicReaders implements TopicReaders {

    static final Duration TIMEOUT = Duration.ofSeconds(3);

    // A complete topic is read in large pages, but within a heap of 160 MB: the client buffers the
    // fetched records of all partitions beside the page being written.
    private static final KafkaTopicReader.PageLimits PAGE =
            new KafkaTopicReader.PageLimits(5_000, 2 * 1024 * 1024);
    private static final int FETCH_BYTES = 8 * 1024 * 1024;
    private static final int PARTITION_FETCH_BYTES = 1024 * 1024;

    private final String service;
    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaAdmin admin;

    KafkaTopicReaders(String service, ConsumerFactory<String, byte[]> consumers, KafkaAdmin admin) {
        this.service = service;
        this.consumers = consumers;
        this.admin = admin;
    }

    @Override
    public <E> TopicReader<E> fromBeginning(Topic<E> topic) {
        Consumer<String, byte[]> consumer = consumer(topic);
        try {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            return new KafkaTopicReader<>(consumer, partitions, topic, PAGE);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public String identity(Topic<?> topic) {
        TopicDescription description = admin.describeTopics(topic.name()).get(topic.name());
        return requireNonNull(description, topic::name).topicId().toString();
    }

    @Override
    public List<Progress> progress(Topic<?> topic) {
        try (Consumer<String, byte[]> consumer = consumer(topic)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, TIMEOUT);
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(new HashSet<>(partitions), TIMEOUT);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
            return partitions.stream()
                    .map(it ->
                            progress(
                                    it.partition(),
                                    begins.getOrDefault(it, 0L),
                                    Optional.ofNullable(committed.get(it)),
                                    ends.getOrDefault(it, 0L)))
                    .toList();
        }
    }

    private static Progress progress(
            int partition, long begin, Optional<OffsetAndMetadata> committed, long end) {
        long position = committed.map(OffsetAndMetadata::offset).orElse(begin);
        return new Progress(partition, begin, position, Math.max(position, end));
    }

    /// Sets the group id whose progress is queried. The consumer subscribes to nothing, so it does
    /// not join the group.
    private Consumer<String, byte[]> consumer(Topic<?> topic) {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "" + PAGE.records());
        properties.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "" + FETCH_BYTES);
        properties.setProperty(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "" + PARTITION_FETCH_BYTES);
        // Records that were removed from the log must not be skipped silently.
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return consumers.createConsumer(
                service + "." + topic.name(), service + "-log", null, properties);
    }

    private static List<TopicPartition> partitions(
            Consumer<String, byte[]> consumer, Topic<?> topic) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic.name(), TIMEOUT).stream()
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .sorted(Comparator.comparingInt(TopicPartition::partition))
                        .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("no such topic: " + topic);
        }
        return partitions;
    }
}
