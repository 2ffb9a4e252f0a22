package dev.quadrille.messaging.log;

import dev.quadrille.messaging.LogReader;
import dev.quadrille.messaging.Logs;
import dev.quadrille.messaging.Topic;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/// Makes readers from the configuration of the service's consumers.
final class KafkaLogs implements Logs {

    static final Duration PATIENCE = Duration.ofSeconds(3);

    // What is read from end to end is read in large pieces: a page is one transaction to whoever
    // writes it down.
    private static final int PAGE = 5_000;
    private static final int FETCH_OF_A_PARTITION = 4 * 1024 * 1024;

    private final String service;
    private final ConsumerFactory<String, byte[]> consumers;

    KafkaLogs(String service, ConsumerFactory<String, byte[]> consumers) {
        this.service = service;
        this.consumers = consumers;
    }

    @Override
    public <E> LogReader<E> fromBeginning(Topic<E> topic) {
        Consumer<String, byte[]> consumer = consumer(topic);
        try {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new KafkaLogReader<>(consumer, partitions, topic);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public List<Progress> progress(Topic<?> topic) {
        try (Consumer<String, byte[]> consumer = consumer(topic)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(new HashSet<>(partitions), PATIENCE);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
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

    /// Names the group whose progress is asked for; as long as it subscribes to nothing it is no
    /// member.
    private Consumer<String, byte[]> consumer(Topic<?> topic) {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "" + PAGE);
        properties.setProperty(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "" + FETCH_OF_A_PARTITION);
        return consumers.createConsumer(
                service + "." + topic.name(), service + "-log", null, properties);
    }

    private static List<TopicPartition> partitions(
            Consumer<String, byte[]> consumer, Topic<?> topic) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic.name(), PATIENCE).stream()
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .sorted(Comparator.comparingInt(TopicPartition::partition))
                        .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + topic);
        }
        return partitions;
    }
}
