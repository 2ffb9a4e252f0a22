package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.consumer.OrderEvents.charged;
import static dev.quadrille.messaging.consumer.OrderEvents.order;
import static dev.quadrille.messaging.consumer.Parcels.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.platform.telemetry.EventTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;

/// Anyone who reaches the broker can write anything: whatever stands in a header is never
/// interpreted, and never ends a consumer, not even when the service is started again.
class HostileRecordsIT {

    private static final byte[] GARBAGE = {(byte) 0xac, (byte) 0xed, 0, 5, 0, (byte) 0xff};

    /// Headers that frameworks have taken for orders.
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
                    header("", "a name that is none"));

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(stage);

    @Test
    void handlesFactsUnderHostileHeadersAndSkipsStrangers() {
        Replica replica = stage.start(Replica.parcels());
        parcels.tell(List.of());
        parcels.probe().putRecords(hostile());
        parcels.tell(charged(3));
        parcels.awaitBooked(3);
        assertThat(replica.bean(ConsumersHealth.class).health().getStatus()).isEqualTo(Status.UP);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
        eventually()
                .until(() ->
                        replica.meter("quadrille.consumer.skipped", "reason", "foreign") == 20);
        // The service's own bookings.
        eventually()
                .until(() ->
                        replica.meter("quadrille.consumer.skipped", "reason", "not_handled") == 3);
        // Events of a version that this build does not know; their keys name no order to park.
        assertThat(replica.meter("quadrille.dead.letters", "cause", "undecodable")).isEqualTo(4);
        assertThat(parcels.probe().facts())
                .filteredOn(it -> it.event() instanceof ShipmentBooked)
                .extracting(Received::trace)
                .containsOnly(EventTrace.NONE);
    }

    @Test
    void handlesThemAgainAfterARestart() {
        stage.makeTopics();
        parcels.probe().putRecords(hostile());
        stage.start(Replica.parcels().with("spring.application.name", "before")).close();
        Replica replica = stage.start(Replica.parcels());
        parcels.tell(charged(3));
        parcels.awaitBooked(3);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
    }

    private List<ProducerRecord<String, byte[]>> hostile() {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        records.add(dressed(parcels.probe().record(Samples.paymentCharged(order(0)))));
        for (String key : new String[] {null, "", "\u0000", "no order"}) {
            records.add(dressed(stranger(key, null)));
            records.add(dressed(stranger(key, GARBAGE)));
            records.add(typed("quadrille.PaymentCharged.v2", stranger(key, GARBAGE)));
            records.add(typed("java.lang.Runtime", stranger(key, null)));
            records.add(typed(null, stranger(key, GARBAGE)));
            records.add(stranger(key, null));
        }
        return records;
    }

    private static ProducerRecord<String, byte[]> stranger(
            @Nullable String key, byte @Nullable [] value) {
        return new ProducerRecord<>("order-flow", key, value);
    }

    private static ProducerRecord<String, byte[]> typed(
            @Nullable String type, ProducerRecord<String, byte[]> record) {
        record.headers().add("ce_type", type == null ? null : type.getBytes(UTF_8));
        return record;
    }

    private static ProducerRecord<String, byte[]> dressed(ProducerRecord<String, byte[]> record) {
        HOSTILE.forEach(record.headers()::add);
        HOSTILE.keySet().forEach(name -> record.headers().add(name, GARBAGE));
        HOSTILE.keySet().forEach(name -> record.headers().add(name, null));
        return record;
    }

    private static Map.Entry<String, byte[]> header(String name, String value) {
        return Map.entry(name, value.getBytes(UTF_8));
    }
}
