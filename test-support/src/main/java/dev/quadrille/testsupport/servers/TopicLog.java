package dev.quadrille.testsupport.servers;

import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.EncodedEvent;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.telemetry.EventTrace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A topic as seen from outside a service: reads all its records, and publishes events on behalf of
/// other services. Waits until the service has created the topic.
///
/// @param <E> the common type of the events
public final class TopicLog<E> implements AutoCloseable {

    private final Topic<E> topic;
    private final RecordReader<E> reader;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    public TopicLog(Topic<E> topic) {
        Map<String, Object> servers =
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers());
        this.topic = topic;
        this.reader = new RecordReader<>(topic, topic.events());
        this.admin = Admin.create(servers);
        this.producer =
                new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer());
        this.consumer =
                new KafkaConsumer<>(servers, new StringDeserializer(), new ByteArrayDeserializer());
        this.partitions =
                await()
                        .until(() -> consumer.partitionsFor(topic.name()), them -> !them.isEmpty())
                        .stream()
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// All records so far, in order within each key.
    public synchronized List<ConsumerRecord<String, byte[]>> records() {
        Map<TopicPartition, Long> ends = ends();
        while (partitions.stream()
                .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
            consumer.poll(Duration.ofMillis(50)).forEach(records::add);
        }
        return List.copyOf(records);
    }

    /// All events so far, without duplicates.
    public List<EventEnvelope<E>> events() {
        Map<UUID, EventEnvelope<E>> events = new LinkedHashMap<>();
        records().stream()
                .map(reader::read)
                .flatMap(Optional::stream)
                .forEach(event -> events.putIfAbsent(event.id(), event));
        return List.copyOf(events.values());
    }

    /// The events with this key so far, in order and without duplicates.
    public List<E> about(Object key) {
        return events().stream()
                .map(EventEnvelope::event)
                .filter(event -> topic.keyOf(event).equals(key.toString()))
                .toList();
    }

    /// The events of this class so far, without duplicates.
    public <F extends E> List<F> all(Class<F> type) {
        return events().stream()
                .map(EventEnvelope::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// Publishes events with new ids, and waits until they are stored.
    public void publish(Collection<? extends E> events) {
        write(events.stream().map(this::record).toList());
    }

    public void publish(E event) {
        publish(List.of(event));
    }

    /// Publishes all records again, with their original ids.
    public void republishAll() {
        write(
                records().stream()
                        .map(it ->
                                new ProducerRecord<>(
                                        topic.name(), null, it.key(), it.value(), it.headers()))
                        .toList());
    }

    private void write(Collection<ProducerRecord<String, byte[]>> written) {
        List<Future<RecordMetadata>> sent = written.stream().map(producer::send).toList();
        producer.flush();
        sent.forEach(Future::resultNow);
    }

    private ProducerRecord<String, byte[]> record(E event) {
        return new EncodedEvent(
                        topic.name(),
                        topic.keyOf(event),
                        Uuids.next(),
                        Topic.typeOf(event.getClass()),
                        Clock.systemUTC().instant(),
                        EventTrace.NONE,
                        FlowJson.MAPPER.writeValueAsString(event))
                .toRecord("test");
    }

    /// Whether the service has handled, and committed, all current records.
    public boolean isConsumedBy(String service) {
        Map<TopicPartition, Long> ends = ends();
        Map<TopicPartition, OffsetAndMetadata> read = committed(service + "." + topic.name());
        return ends.entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .allMatch(end ->
                        Optional.ofNullable(read.get(end.getKey()))
                                .filter(it -> it.offset() >= end.getValue())
                                .isPresent());
    }

    private synchronized Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        producer.close();
        consumer.close();
        admin.close();
    }
}
