package dev.quadrille.messaging.deadletter;

import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.deadletter.DeadLetters.ReplayOutcome;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Records that claim to be events and cannot be decoded.
class UndecodableIT {

    private static final byte[] GARBAGE = {(byte) 0xac, (byte) 0xed, 0, 5, 0, (byte) 0xff};

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);
    private final DeadParcels dead = new DeadParcels(testBed);

    @Test
    void becomeDeadLettersAtOnceWithoutBlocking() {
        Replica replica = testBed.start(dead.setup());
        parcels.publish(List.of());
        List<ProducerRecord<String, byte[]>> published = new ArrayList<>(undecodable());
        // Most of them have the key of an order whose own event follows.
        charged(20).forEach(it -> published.add(parcels.probe().record(it)));
        parcels.probe().publishRecords(published);
        parcels.awaitBooked(20);

        List<ProducerRecord<String, byte[]>> undecodable = undecodable();
        assertThat(dead.letters(replica))
                .hasSize(undecodable.size())
                .allSatisfy(it -> assertThat(it.parked()).isZero())
                .extracting(ListedDeadLetter::type)
                .contains("PaymentCharged", "OrderCancelled");
        assertThat(dead.letters(replica)).filteredOn(it -> it.orderId().isEmpty()).hasSize(2);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
        assertThat(replica.meter("quadrille.dead.letters", "cause", "undecodable"))
                .isEqualTo(undecodable.size());
        assertThat(replica.meter("quadrille.dead.letters.present")).isEqualTo(undecodable.size());
    }

    @Test
    void arePublishedWithTheirBytesHeadersAndCause() {
        testBed.start(dead.setup());
        parcels.publish(List.of());
        ProducerRecord<String, byte[]> record = about(order(1), "PaymentCharged", GARBAGE);
        record.headers().add("__TypeId__", "java.lang.Runtime".getBytes(UTF_8));
        parcels.probe().publishRecords(List.of(record));

        eventually().untilAsserted(() -> assertThat(dead.published()).hasSize(1));
        ConsumerRecord<String, byte[]> published = dead.published().getFirst();
        assertThat(published.key()).isEqualTo(order(1).toString());
        assertThat(published.value()).isEqualTo(GARBAGE);
        assertThat(header(published, "ce_type")).contains("quadrille.PaymentCharged.v1");
        assertThat(header(published, "ce_source")).contains("/test");
        assertThat(header(published, "ce_id"))
                .contains(new String(record.headers().lastHeader("ce_id").value(), UTF_8));
        assertThat(header(published, "dead-letter-cause")).contains("undecodable");
        assertThat(header(published, "dead-letter-topic")).contains("order-flow");
        assertThat(header(published, "dead-letter-offset")).contains("0");
        assertThat(header(published, "dead-letter-service")).contains("parcel-service");
        assertThat(header(published, "dead-letter-id"))
                .contains(
                        testBed.jdbc()
                                .sql("select id::text from dead_letter")
                                .query(String.class)
                                .single());
        published
                .headers()
                .forEach(it ->
                        assertThat(it.key() + "=" + new String(it.value(), UTF_8))
                                .doesNotContain(
                                        "__TypeId__", "java.", "Exception", "tools.jackson"));
    }

    @Test
    void arePublishedWithoutKeyAndBody() {
        testBed.start(dead.setup());
        parcels.publish(List.of());
        parcels.probe().publishRecords(List.of(typed("PaymentCharged", record(null, null))));
        eventually().untilAsserted(() -> assertThat(dead.published()).hasSize(1));
        assertThat(dead.published().getFirst().key()).isNull();
        assertThat(dead.published().getFirst().value()).isNull();
    }

    @Test
    void becomeDeadLettersOnceHoweverOftenTheyAreConsumed() {
        Replica first = testBed.start(dead.setup());
        parcels.publish(List.of());
        parcels.probe().publishRecords(undecodable());
        int letters = undecodable().size();
        eventually().until(() -> dead.published().size() == letters);
        first.close();

        Replica again = testBed.start(dead.setup().with("spring.application.name", "again"));
        eventually().until(() -> again.meter("quadrille.dead.letters.repeated") == letters);
        assertThat(dead.letterCount()).isEqualTo(letters);
        assertThat(parcels.outboxSize()).isZero();
        assertThat(dead.published()).hasSize(letters);
    }

    @Test
    void areHandledOnceTheyCanBeDecoded() {
        Replica replica = testBed.start(dead.setup());
        parcels.publish(List.of());
        byte[] body = FlowJson.MAPPER.writeValueAsBytes(Samples.paymentCharged(order(1)));
        parcels.probe().publishRecords(List.of(about(order(1), "PaymentCharged", GARBAGE)));
        ListedDeadLetter letter = dead.awaitLetter(replica, 0);
        assertThat(dead.replay(replica, letter.id())).isEqualTo(new ReplayOutcome.FailsAgain());
        assertThat(dead.letters(replica)).hasSize(1);

        // Simulates a build that can decode the record.
        testBed.jdbc().sql("update dead_letter set body = :body").param("body", body).update();
        assertThat(dead.replay(replica, letter.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.letters(replica)).isEmpty();
        assertThat(parcels.rows()).hasSize(1);
        assertThat(dead.replay(replica, letter.id())).isEqualTo(new ReplayOutcome.Unknown());
    }

    /// A loop over the first page of the list then reaches every letter.
    @Test
    void areListedLastAfterAnotherFailure() {
        Replica replica = testBed.start(dead.setup());
        parcels.publish(List.of());
        parcels.probe()
                .publishRecords(
                        List.of(
                                about(order(1), "PaymentCharged", GARBAGE),
                                about(order(2), "PaymentCharged", GARBAGE)));
        eventually().until(() -> dead.letters(replica).size() == 2);
        List<UUID> listed = dead.letters(replica).stream().map(ListedDeadLetter::id).toList();

        assertThat(dead.replay(replica, listed.getFirst()))
                .isEqualTo(new ReplayOutcome.FailsAgain());
        assertThat(dead.letters(replica))
                .extracting(ListedDeadLetter::id)
                .isEqualTo(listed.reversed());
    }

    @Test
    void areParkedOnceTheyCanBeDecodedIfTheirOrderIsParked() {
        dead.poison(Samples.paymentCharged(order(1)));
        Replica replica = testBed.start(dead.setup());
        parcels.publish(List.of(Samples.paymentCharged(order(1))));
        dead.awaitLetter(replica, 0);
        var cancelled = Samples.orderCancelled(order(1), CancellationReason.DEADLINE_PASSED);
        parcels.probe().publishRecords(List.of(about(order(1), "OrderCancelled", GARBAGE)));
        eventually().until(() -> dead.letters(replica).size() == 2);
        testBed.jdbc()
                .sql("update dead_letter set body = :body where not parks")
                .param("body", FlowJson.MAPPER.writeValueAsBytes(cancelled))
                .update();

        ListedDeadLetter unreadable = dead.letters(replica).getLast();
        assertThat(dead.replay(replica, unreadable.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.decided(order(1))).isEmpty();
        ListedDeadLetter letter = dead.awaitLetter(replica, 1);
        dead.healAll();
        assertThat(dead.replay(replica, letter.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.decided(order(1))).hasSize(2);
        assertThat(parcels.rows().getFirst()).contains("CALLED_OFF");
    }

    /// One record of each kind.
    private List<ProducerRecord<String, byte[]>> undecodable() {
        String charged = FlowJson.MAPPER.writeValueAsString(Samples.paymentCharged(order(1)));
        String cancelled =
                FlowJson.MAPPER.writeValueAsString(
                        Samples.orderCancelled(order(1), CancellationReason.DEADLINE_PASSED));
        return List.of(
                about(order(1), "PaymentCharged", GARBAGE),
                about(order(1), "PaymentCharged", new byte[0]),
                about(order(1), "PaymentCharged", null),
                about(order(1), "PaymentCharged", "null".getBytes(UTF_8)),
                about(order(1), "PaymentCharged", "{}".getBytes(UTF_8)),
                about(order(1), "PaymentCharged", "{\"a\":".repeat(5000).getBytes(UTF_8)),
                about(
                        order(1),
                        "PaymentCharged",
                        charged.replace("99800", "\"much\"").getBytes(UTF_8)),
                about(
                        order(1),
                        "OrderCancelled",
                        cancelled.replace("DEADLINE_PASSED", "bad weather").getBytes(UTF_8)),
                // The key of another order, a key that cannot be stored, and missing headers.
                about(order(2), "PaymentCharged", charged.getBytes(UTF_8)),
                typed("PaymentCharged", record("\u0000", charged.getBytes(UTF_8))),
                typed("PaymentCharged", record(null, GARBAGE)),
                typed("PaymentCharged", record(order(1).toString(), charged.getBytes(UTF_8))));
    }

    private ProducerRecord<String, byte[]> about(
            OrderId order, String type, byte @Nullable [] body) {
        ProducerRecord<String, byte[]> event =
                parcels.probe().record(Samples.paymentCharged(order));
        ProducerRecord<String, byte[]> record = record(order.toString(), body);
        event.headers().forEach(record.headers()::add);
        record.headers().remove("ce_type");
        return typed(type, record);
    }

    private static ProducerRecord<String, byte[]> record(
            @Nullable String key, byte @Nullable [] body) {
        return new ProducerRecord<>("order-flow", key, body);
    }

    private static ProducerRecord<String, byte[]> typed(
            String type, ProducerRecord<String, byte[]> record) {
        record.headers().add("ce_type", ("quadrille." + type + ".v1").getBytes(UTF_8));
        return record;
    }

    private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(it -> new String(it.value(), UTF_8));
    }
}
