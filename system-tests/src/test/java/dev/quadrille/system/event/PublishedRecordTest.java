package dev.quadrille.system.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.EncodedEvent;
import dev.quadrille.platform.telemetry.EventTrace;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks that {@link PublishedRecord} detects invalid records.
class PublishedRecordTest {

    private static final String ORDER = "01920000-0000-7000-8000-0000000000aa";
    private static final String BODY =
            """
            {"orderId":"%s","shipmentId":"01920000-0000-7000-8000-0000000000bb","carrier":"CITY_POST"}
            """
                    .formatted(ORDER);

    private final EventValidator validator = new EventValidator();

    @Test
    void acceptsRecordsOfServices() {
        assertThat(check(record("shipping-service", ORDER, BODY))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_specversion",
                "ce_id",
                "ce_type",
                "ce_source",
                "ce_time",
                "ce_subject",
                "content-type"
            })
    void detectsMissingHeader(String name) {
        ConsumerRecord<String, byte[]> record = record("shipping-service", ORDER, BODY);
        record.headers().remove(name);

        assertThat(check(record)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"carrier, carrierName", "shipmentId, shipment", "CITY_POST, ''", "000000000bb, x"})
    void detectsWrongField(String valid, String invalid) {
        assertThat(check(record("shipping-service", ORDER, BODY.replace(valid, invalid))))
                .isNotEmpty();
    }

    @Test
    void detectsWrongSource() {
        assertThat(check(record("payment-service", ORDER, BODY))).isNotEmpty();
    }

    @Test
    void detectsWrongKey() {
        assertThat(check(record("shipping-service", ORDER.replace("aa", "ab"), BODY))).isNotEmpty();
    }

    private static ConsumerRecord<String, byte[]> record(String source, String key, String body) {
        ProducerRecord<String, byte[]> sent =
                new EncodedEvent(
                                Topic.ORDER_FLOW.name(),
                                key,
                                UUID.fromString(ORDER),
                                "quadrille.ShipmentBooked.v1",
                                Instant.parse("2026-11-22T09:30:00Z"),
                                EventTrace.NONE,
                                body)
                        .toRecord(source);
        ConsumerRecord<String, byte[]> received =
                new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }

    private List<String> check(ConsumerRecord<String, byte[]> record) {
        return new PublishedRecord(record).violations(validator);
    }
}
