package dev.quadrille.messaging.consumer;

import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;

/// Any client of the broker can write arbitrary records. Header values are never interpreted, and
/// never stop a consumer, not even after a restart.
class HostileRecordsIT {

    private static final byte[] GARBAGE = {(byte) 0xac, (byte) 0xed, 0, 5, 0, (byte) 0xff};

    /// Headers that frameworks interpret.
    private static final Map<String, byte[]> HOSTILE =
            Map.ofEntries(
                    header("__TypeId__", "org.springframework.context.support.GenericContext"),
                    header("__ContentTypeId__", "java.lang.Runtime"),
                    header("__KeyTypeId__", "java.lang.Runtime"),
                    header("spring_json_header_types", "{\"x\":\"java.lang.Runtime\"}"),
                    header("spring_json_header_types\u0000", "{"),
                    header("retry_topic-attempts", "not a number"),
                    header("retry_topic-backoff-timestamp", ""),
                    header("retry_topic-original-timestamp", "9"),
                    header("kafka_deliveryAttempt", "x"),
                    header("kafka_dlt-original-topic", "order-flow"),
                    header("springDeserializerExceptionValue", "x"),
                    header("traceparent", "00-\u0000"),
                    header("ce_datacontenttype", "application/java"),
                    header("", "an empty name"));

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);

    @Test
    void handlesEventsWithHostileHeadersAndSkipsForeignRecords() {
        Replica replica = testBed.start(Replica.parcels());
        parcels.publish(List.of());
        parcels.probe().publishRecords(hostile());
        parcels.publish(charged(3));
        parcels.awaitBooked(3);
        assertThat(replica.bean(ConsumersHealth.class).health().getStatus()).isEqualTo(Status.UP);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
        eventually()
                .until(() ->
                        replica.meter("quadrille.consumer.skipped", "reason", "foreign") == 20);
        // The bookings that the service itself published.
        eventually()
                .until(() ->
                        replica.meter("quadrille.consumer.skipped", "reason", "not_handled") == 3);
        // Events of an unknown version; their keys are not order ids, so there is no order to park.
        assertThat(replica.meter("quadrille.dead.letters", "cause", "undecodable")).isEqualTo(4);
        assertThat(parcels.probe().events())
                .filteredOn(it -> it.event() instanceof ShipmentBooked)
                .extracting(EventEnvelope::trace)
                .containsOnly(EventTrace.NONE);
    }

    @Test
    void consumesHostileRecordsAgainAfterARestart() {
        testBed.createTopics();
        parcels.probe().publishRecords(hostile());
        testBed.start(Replica.parcels().with("spring.application.name", "before")).close();
        Replica replica = testBed.start(Replica.parcels());
        parcels.publish(charged(3));
        parcels.awaitBooked(3);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
    }

    private List<ProducerRecord<String, byte[]>> hostile() {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        records.add(withHostileHeaders(parcels.probe().record(Samples.paymentCharged(order(0)))));
        for (String key : new String[] {null, "", "\u0000", "no order"}) {
            records.add(withHostileHeaders(foreign(key, null)));
            records.add(withHostileHeaders(foreign(key, GARBAGE)));
            records.add(typed("quadrille.PaymentCharged.v2", foreign(key, GARBAGE)));
            records.add(typed("java.lang.Runtime", foreign(key, null)));
            records.add(typed(null, foreign(key, GARBAGE)));
            records.add(foreign(key, null));
        }
        return records;
    }

    private static ProducerRecord<String, byte[]> foreign(
            @Nullable String key, byte @Nullable [] value) {
        return new ProducerRecord<>("order-flow", key, value);
    }

    private static ProducerRecord<String, byte[]> typed(
            @Nullable String type, ProducerRecord<String, byte[]> record) {
        record.headers().add("ce_type", type == null ? null : type.getBytes(UTF_8));
        return record;
    }

    private static ProducerRecord<String, byte[]> withHostileHeaders(
            ProducerRecord<String, byte[]> record) {
        HOSTILE.forEach(record.headers()::add);
        HOSTILE.keySet().forEach(name -> record.headers().add(name, GARBAGE));
        HOSTILE.keySet().forEach(name -> record.headers().add(name, null));
        return record;
    }

    private static Map.Entry<String, byte[]> header(String name, String value) {
        return Map.entry(name, value.getBytes(UTF_8));
    }
}
