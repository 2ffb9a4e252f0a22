package dev.quadrille.testsupport.replica;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.EncodedEvent;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.messaging.wire.RecordReader;
import dev.quadrille.messaging.wire.UndecodableRecord;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.telemetry.EventTrace;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all records of a topic, and publishes events on behalf of other services.
///
/// @param <E> the common type of the events
public final class TopicProbe<E> {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProbe.class);

    private final String bootstrapServers;
    private final Map<String, Object> properties;
    private final Topic<E> topic;

    TopicProbe(String bootstrapServers, Topic<E> topic) {
        this.bootstrapServers = bootstrapServers;
        this.properties = Map.of("bootstrap.servers", bootstrapServers);
        this.topic = topic;
    }

    /// The number of partitions; 0 if the topic does not exist.
    public int partitions() {
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            return consumer.partitionsFor(topic.name()).size();
        }
    }

    /// All records, in order within each partition.
    public List<ConsumerRecord<String, byte[]>> records() {
        return TopicRecords.of(bootstrapServers, topic.name());
    }

    /// All events, including duplicates.
    public List<EventEnvelope<E>> events() {
        RecordReader<E> reader = new RecordReader<>(topic, classes());
        return records().stream()
                .map(it -> readable(reader, it))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Skips records that are not events.
    private static <E> Optional<EventEnvelope<E>> readable(
            RecordReader<E> reader, ConsumerRecord<String, byte[]> record) {
        try {
            return reader.read(record);
        } catch (UndecodableRecord e) {
            return Optional.empty();
        }
    }

    /// The events of one class without duplicates.
    public <F extends E> List<F> distinct(Class<F> type) {
        Map<UUID, F> distinct =
                events().stream()
                        .filter(it -> type.isInstance(it.event()))
                        .collect(
                                Collectors.toMap(
                                        EventEnvelope::id,
                                        it -> type.cast(it.event()),
                                        (first, _) -> first,
                                        LinkedHashMap::new));
        return List.copyOf(distinct.values());
    }

    /// Publishes events on behalf of another service, and waits until they are stored.
    public void publish(Collection<? extends E> events) {
        publishRecords(events.stream().map(this::record).toList());
    }

    public void publishRecords(List<ProducerRecord<String, byte[]>> records) {
        List<ProducerRecord<String, byte[]>> failed = tryToPublish(records);
        // A producer that sends while a topic is being created may never find the leader of one of
        // its partitions; a new producer does.
        if (!failed.isEmpty() && !tryToPublish(failed).isEmpty()) {
            throw new IllegalStateException(failed.size() + " records could not be published");
        }
    }

    private List<ProducerRecord<String, byte[]>> tryToPublish(
            List<ProducerRecord<String, byte[]>> records) {
        Map<String, Object> withTimeouts = new HashMap<>(properties);
        withTimeouts.put("request.timeout.ms", 5_000);
        withTimeouts.put("delivery.timeout.ms", 15_000);
        try (var producer =
                new KafkaProducer<>(
                        withTimeouts, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
            producer.flush();
            return IntStream.range(0, sent.size())
                    .filter(i -> sent.get(i).state() == Future.State.FAILED)
                    .peek(i -> LOG.warn("not published: {}", sent.get(i).exceptionNow().toString()))
                    .mapToObj(records::get)
                    .toList();
        }
    }

    /// The record of an event, with a new id.
    public ProducerRecord<String, byte[]> record(E event) {
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

    private Set<Class<? extends E>> classes() {
        return Stream.concat(
                        Stream.of(OrderEvent.class.getPermittedSubclasses()),
                        Stream.of(ProductListed.class))
                .map(Topic::typeOf)
                .map(topic::classOf)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
