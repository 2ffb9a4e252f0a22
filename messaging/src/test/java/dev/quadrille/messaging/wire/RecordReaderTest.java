package dev.quadrille.messaging.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.platform.telemetry.EventTrace;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private static final OrderEvent FACT = Samples.paymentCharged(Samples.ORDER);
    private static final String TYPE = "quadrille.PaymentCharged.v1";
    private static final UUID ID = UUID.fromString("01920000-0000-7000-8000-0000000000cc");
    private static final Instant AT = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03";
    private static final String CAUSE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-03";
    private static final EventTrace TRACE = EventTrace.of(PARENT, CAUSE);

    private final RecordReader<OrderEvent> reader =
            new RecordReader<>(Topic.ORDER_FLOW, Set.of(PaymentCharged.class));

    private final ConsumerRecord<String, byte[]> arrived = arrivedAs(Samples.ORDER.toString());

    @Test
    void readsWhatAnEnvelopeSends() {
        assertThat(reader.read(arrived))
                .contains(new Received<>(FACT, ID, AT, TRACE, new PartitionOffset(3, 7)));
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
    void skipsWhatItIsNotInterestedIn(String type) {
        set("ce_type", type);
        assertThat(reader.read(arrived)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadrille.PaymentCharged.v2", "quadrille.OrderPraised.v1"})
    void refusesATypeThatOnlyANewerBuildKnows(String type) {
        set("ce_type", type);
        assertThatThrownBy(() -> reader.read(arrived))
                .isInstanceOf(UnknownEvent.class)
                .hasRootCauseMessage("the type " + type + " is not known");
        // Nothing can wait for an event of which it is not known what order it is about.
        var ofNoOrder = new ConsumerRecord<String, byte[]>("order-flow", 3, 7, "1-1-1-1-1", null);
        arrived.headers().forEach(ofNoOrder.headers()::add);
        assertThatThrownBy(() -> reader.read(ofNoOrder))
                .isExactlyInstanceOf(UndecodableRecord.class);
    }

    @Test
    void refusesAnEnumValueThatOnlyANewerBuildKnows() {
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
        var record = new ConsumerRecord<>("order-flow", 3, 7, arrived.key(), body.getBytes(UTF_8));
        set("ce_type", "quadrille.OrderCancelled.v1");
        arrived.headers().forEach(record.headers()::add);
        return record;
    }

    @Test
    void tellsForeignRecordsFromEvents() {
        assertThat(reader.isForeign(arrived)).isFalse();
        set("ce_type", "quadrille.OrderPlaced.v1");
        assertThat(reader.isForeign(arrived)).isFalse();
        set("ce_type", "com.example.Stranger.v1");
        assertThat(reader.isForeign(arrived)).isTrue();
        arrived.headers().remove("ce_type");
        assertThat(reader.isForeign(arrived)).isTrue();
    }

    @Test
    void skipsARecordWithoutAType() {
        arrived.headers().remove("ce_type");
        assertThat(reader.read(arrived)).isEmpty();
        arrived.headers().add("ce_type", null);
        assertThat(reader.read(arrived)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "\u0000", "'; drop table outbox; --", PARENT + "-", "٠٠-"})
    void takesNothingElseForATrace(String trace) {
        set("ce_traceparent", trace);
        assertThat(traceOf(arrived)).isEqualTo(EventTrace.of(PARENT, null));

        set("traceparent", trace);
        assertThat(traceOf(arrived)).isEqualTo(EventTrace.NONE);
    }

    /// Records of earlier versions have none.
    @Test
    void readsARecordWithoutTheStepThatPublishedIt() {
        arrived.headers().remove("ce_traceparent");
        assertThat(traceOf(arrived)).isEqualTo(EventTrace.of(PARENT, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void refusesATimeThatIsNone(String time) {
        set("ce_time", time);
        assertThatThrownBy(() -> reader.read(arrived)).isInstanceOf(UndecodableRecord.class);
    }

    @Test
    void refusesAFactUnderAnothersKey() {
        assertThatThrownBy(() -> reader.read(arrivedAs("another")))
                .isInstanceOf(UndecodableRecord.class);
    }

    private EventTrace traceOf(ConsumerRecord<String, byte[]> record) {
        return reader.read(record).orElseThrow().trace();
    }

    private void set(String header, String value) {
        arrived.headers().remove(header).add(header, value.getBytes(UTF_8));
    }

    private static ConsumerRecord<String, byte[]> arrivedAs(String key) {
        var sent =
                new Envelope(
                                "order-flow",
                                key,
                                ID,
                                TYPE,
                                AT,
                                TRACE,
                                FlowJson.MAPPER.writeValueAsString(FACT))
                        .toRecord("payment-service");
        var arrived = new ConsumerRecord<>(sent.topic(), 3, 7, sent.key(), sent.value());
        sent.headers().forEach(arrived.headers()::add);
        return arrived;
    }
}
