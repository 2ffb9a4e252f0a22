package dev.quadrille.messaging.replica;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.Envelope;
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

/// Reads all that stands in a topic, and writes what other services would.
///
/// @param <E> what all facts of the topic have in common
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

    /// How many partitions the topic has; 0 if it is not there.
    public int partitions() {
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            return consumer.partitionsFor(topic.name()).size();
        }
    }

    /// All records, each partition's in order.
    public List<ConsumerRecord<String, byte[]>> records() {
        return TopicRecords.of(bootstrapServers, topic.name());
    }

    /// All facts, duplicates included.
    public List<Received<E>> facts() {
        RecordReader<E> reader = new RecordReader<>(topic, classes());
        return records().stream()
                .map(it -> readable(reader, it))
                .flatMap(Optional::stream)
                .toList();
    }

    /// What else stands there is no fact.
    private static <E> Optional<Received<E>> readable(
            RecordReader<E> reader, ConsumerRecord<String, byte[]> record) {
        try {
            return reader.read(record);
        } catch (UndecodableRecord e) {
            return Optional.empty();
        }
    }

    /// The facts of one class, each once, however often it was sent.
    public <F extends E> List<F> distinct(Class<F> type) {
        Map<UUID, F> distinct =
                facts().stream()
                        .filter(it -> type.isInstance(it.event()))
                        .collect(
                                Collectors.toMap(
                                        Received::id,
                                        it -> type.cast(it.event()),
                                        (first, _) -> first,
                                        LinkedHashMap::new));
        return List.copyOf(distinct.values());
    }

    /// Writes facts as the service that tells them would, and waits until they stand there.
    public void put(Collection<? extends E> facts) {
        putRecords(facts.stream().map(this::record).toList());
    }

    public void putRecords(List<ProducerRecord<String, byte[]>> records) {
        List<ProducerRecord<String, byte[]>> failed = tryToPut(records);
        // A producer that meets a topic in the moment of its creation may never find the way to
        // one of its partitions; the next producer does.
        if (!failed.isEmpty() && !tryToPut(failed).isEmpty()) {
            throw new IllegalStateException(failed.size() + " records cannot be written");
        }
    }

    private List<ProducerRecord<String, byte[]>> tryToPut(
            List<ProducerRecord<String, byte[]>> records) {
        Map<String, Object> impatient = new HashMap<>(properties);
        impatient.put("request.timeout.ms", 5_000);
        impatient.put("delivery.timeout.ms", 15_000);
        try (var producer =
                new KafkaProducer<>(impatient, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
            producer.flush();
            return IntStream.range(0, sent.size())
                    .filter(i -> sent.get(i).state() == Future.State.FAILED)
                    .peek(i -> LOG.warn("not written: {}", sent.get(i).exceptionNow().toString()))
                    .mapToObj(records::get)
                    .toList();
        }
    }

    /// The record of a fact, under an id of its own.
    public ProducerRecord<String, byte[]> record(E fact) {
        return new Envelope(
                        topic.name(),
                        topic.keyOf(fact),
                        Uuids.next(),
                        Topic.typeOf(fact.getClass()),
                        Clock.systemUTC().instant(),
                        EventTrace.NONE,
                        FlowJson.MAPPER.writeValueAsString(fact))
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
