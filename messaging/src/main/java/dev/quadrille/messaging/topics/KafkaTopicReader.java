package dev.quadrille.messaging.topics;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.messaging.wire.UndecodableRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/// Reads a topic with a consumer outside any group. One poll may return more bytes than a page
/// holds; the rest is buffered for the next page.
final class KafkaTopicReader<E> implements TopicReader<E> {

    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final RecordReader<E> reader;
    private final PageLimits limits;
    private final TopicOffsets begin;
    private final Deque<ConsumerRecord<String, byte[]>> polled = new ArrayDeque<>();
    private TopicOffsets position;

    /// @param consumer a consumer with assigned partitions
    KafkaTopicReader(
            Consumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Topic<E> topic,
            PageLimits limits) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.reader = new RecordReader<>(topic, topic.events());
        this.limits = limits;
        this.begin = offsets(consumer.beginningOffsets(partitions, KafkaTopicReaders.TIMEOUT));
        this.position = begin;
        seek(begin);
    }

    @Override
    public void seek(TopicOffsets offsets) {
        polled.clear();
        partitions.forEach(it -> consumer.seek(it, offsets.of(it.partition())));
        position = offsets;
    }

    @Override
    public Page<E> read(Duration atMost) {
        if (polled.isEmpty()) {
            consumer.poll(atMost).forEach(polled::add);
        }
        List<EventEnvelope<E>> events = new ArrayList<>();
        List<PartitionOffset> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> each : limits.take(polled)) {
            try {
                reader.read(each).ifPresent(events::add);
            } catch (UndecodableRecord e) {
                unreadable.add(new PartitionOffset(each.partition(), each.offset()));
            }
        }
        TopicOffsets from = position;
        position = next();
        return new Page<>(events, unreadable, from, position);
    }

    /// The position of the consumer is after all polled records, also the buffered ones.
    private TopicOffsets next() {
        Map<Integer, Long> next = new HashMap<>();
        polled.forEach(it -> next.putIfAbsent(it.partition(), it.offset()));
        partitions.forEach(it -> next.computeIfAbsent(it.partition(), _ -> consumer.position(it)));
        return new TopicOffsets(next);
    }

    @Override
    public TopicOffsets begin() {
        return begin;
    }

    @Override
    public TopicOffsets end() {
        return offsets(consumer.endOffsets(partitions, KafkaTopicReaders.TIMEOUT));
    }

    @Override
    public TopicOffsets position() {
        return position;
    }

    private static TopicOffsets offsets(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return new TopicOffsets(byPartition);
    }

    @Override
    public void close() {
        consumer.close();
    }

    /// The limits of one page, which is stored in one transaction and needs a multiple of its bytes
    /// on the heap. A larger record is a page of its own.
    record PageLimits(int records, long bytes) {

        List<ConsumerRecord<String, byte[]>> take(Deque<ConsumerRecord<String, byte[]>> polled) {
            List<ConsumerRecord<String, byte[]>> page = new ArrayList<>();
            long left = bytes;
            while (!polled.isEmpty() && page.size() < records) {
                left -= size(polled.getFirst());
                if (left < 0 && !page.isEmpty()) {
                    break;
                }
                page.add(polled.removeFirst());
            }
            return page;
        }

        private static long size(ConsumerRecord<String, byte[]> received) {
            long size = (long) Math.max(0, received.serializedKeySize()) + length(received.value());
            for (Header header : received.headers()) {
                size += header.key().length() + (long) length(header.value());
            }
            return size;
        }

        @SuppressWarnings("NullAway") // the client returns null for absent values
        private static int length(byte[] bytes) {
            return bytes == null ? 0 : bytes.length;
        }
    }
}
