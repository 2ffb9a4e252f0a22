package dev.quadrille.messaging.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.samples.Samples;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private static final OrderEvent EVENT = Samples.paymentCharged(Samples.ORDER);
    private static final String TYPE = "quadrille.PaymentCharged.v1";
    private static final UUID ID = UUID.fromString("01920000-0000-7000-8000-0000000000cc");
    private static final Instant AT = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03";
    private static final String CAUSE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-03";
    private static final EventTrace TRACE = EventTrace.of(PARENT, CAUSE);

    private final RecordReader<OrderEvent> reader =
            new RecordReader<>(Topic.ORDER_FLOW, Set.of(PaymentCharged.class));

    private final ConsumerRecord<String, byte[]> record = recordWithKey(Samples.ORDER.toString());

    @Test
    void readsTheRecordOfAnEnvelope() {
        assertThat(reader.read(record))
                .contains(
                        new EventEnvelope<>(
                                Topic.ORDER_FLOW, EVENT, ID, AT, TRACE, new PartitionOffset(3, 7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quadrille.OrderPlaced.v1",
                "quadrille.PaymentCharged",
                "quadrille.PaymentCharged.v0",
                "quadrille.\u0000.v1",
                "dev.quadrille.orderflow.event.PaymentCharged",
                "",
                "\u0000"
            })
    void skipsOtherTypes(String type) {
        set("ce_type", type);
        assertThat(reader.read(record)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadrille.PaymentCharged.v2", "quadrille.OrderPraised.v1"})
    void rejectsATypeOfANewerBuild(String type) {
        set("ce_type", type);
        assertThatThrownBy(() -> reader.read(record))
                .isInstanceOf(UnknownEvent.class)
                .hasRootCauseMessage("unknown type " + type);
        // Without an order id there is no order whose events could be parked.
        var ofNoOrder = new ConsumerRecord<String, byte[]>("order-flow", 3, 7, "1-1-1-1-1", null);
        record.headers().forEach(ofNoOrder.headers()::add);
        assertThatThrownBy(() -> reader.read(ofNoOrder))
                .isExactlyInstanceOf(UndecodableRecord.class);
    }

    @Test
    void rejectsAnEnumValueOfANewerBuild() {
        RecordReader<OrderEvent> all =
                new RecordReader<>(Topic.ORDER_FLOW, Topic.ORDER_FLOW.events());
        assertThatThrownBy(() -> all.read(cancelledFor("\"FRAUD_SUSPECTED\"")))
                .isInstanceOf(UnknownEvent.class);
        for (String none : new String[] {"\"\"", "7", "\"fraud\"", "{}", "null"}) {
            assertThatThrownBy(() -> all.read(cancelledFor(none)))
                    .as(none)
                    .isExactlyInstanceOf(UndecodableRecord.class);
        }
    }

    private ConsumerRecord<String, byte[]> cancelledFor(String reason) {
        String body =
                FlowJson.MAPPER
                        .writeValueAsString(
                                Samples.orderCancelled(
                                        Samples.ORDER, CancellationReason.DEADLINE_PASSED))
                        .replace("\"DEADLINE_PASSED\"", reason);
        var cancelled =
                new ConsumerRecord<>("order-flow", 3, 7, record.key(), body.getBytes(UTF_8));
        set("ce_type", "quadrille.OrderCancelled.v1");
        record.headers().forEach(cancelled.headers()::add);
        return cancelled;
    }

    @Test
    void distinguishesForeignRecordsFromEvents() {
        assertThat(reader.isForeign(record)).isFalse();
        set("ce_type", "quadrille.OrderPlaced.v1");
        assertThat(reader.isForeign(record)).isFalse();
        set("ce_type", "com.example.Foreign.v1");
        assertThat(reader.isForeign(record)).isTrue();
        record.headers().remove("ce_type");
        assertThat(reader.isForeign(record)).isTrue();
    }

    @Test
    void skipsARecordWithoutAType() {
        record.headers().remove("ce_type");
        assertThat(reader.read(record)).isEmpty();
        record.headers().add("ce_type", null);
        assertThat(reader.read(record)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "\u0000", "'; drop table outbox; --", PARENT + "-", "٠٠-"})
    void dropsAnInvalidTraceContext(String trace) {
        set("ce_traceparent", trace);
        assertThat(traceOf(record)).isEqualTo(EventTrace.of(PARENT, null));

        set("traceparent", trace);
        assertThat(traceOf(record)).isEqualTo(EventTrace.NONE);
    }

    /// Records of earlier releases have no cause.
    @Test
    void readsARecordWithoutACause() {
        record.headers().remove("ce_traceparent");
        assertThat(traceOf(record)).isEqualTo(EventTrace.of(PARENT, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void rejectsAnInvalidTime(String time) {
        set("ce_time", time);
        assertThatThrownBy(() -> reader.read(record)).isInstanceOf(UndecodableRecord.class);
    }

    @Test
    void rejectsAnEventWithTheKeyOfAnother() {
        assertThatThrownBy(() -> reader.read(recordWithKey("another")))
                .isInstanceOf(UndecodableRecord.class);
    }

    private EventTrace traceOf(ConsumerRecord<String, byte[]> record) {
        return reader.read(record).orElseThrow().trace();
    }

    private void set(String header, String value) {
        record.headers().remove(header).add(header, value.getBytes(UTF_8));
    }

    private static ConsumerRecord<String, byte[]> recordWithKey(String key) {
        var sent =
                new EncodedEvent(
                                "order-flow",
                                key,
                                ID,
                                TYPE,
                                AT,
                                TRACE,
                                FlowJson.MAPPER.writeValueAsString(EVENT))
                        .toRecord("payment-service");
        var record = new ConsumerRecord<>(sent.topic(), 3, 7, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }
}
