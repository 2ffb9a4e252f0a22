package dev.quadrille.messaging.deadletter;

import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.deadletter.DeadLetters.ReplayOutcome;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;

/// Events that can be decoded but not handled.
class ParkingIT {

    private static final PaymentCharged CHARGED = Samples.paymentCharged(order(1));

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);
    private final DeadParcels dead = new DeadParcels(testBed);

    @Test
    void parksTheOrderAndHandlesAllOthers() {
        dead.poison(CHARGED);
        testBed.createTopics();
        parcels.publish(Stream.concat(charged(20).stream(), Stream.of(cancelled(1))).toList());
        // All records exist before the consumer starts, so they come in one batch.
        Replica replica = testBed.start(dead.setup());
        ListedDeadLetter letter = dead.awaitLetter(replica, 1);
        assertThat(letter.orderId()).contains(order(1).value());
        assertThat(letter.type()).isEqualTo("PaymentCharged");
        assertThat(letter.cause()).startsWith("IllegalStateException").endsWith("on purpose");
        parcels.awaitBooked(19);
        assertThat(dead.decided(order(1))).isEmpty();
        assertThat(replica.meter("quadrille.parked.events")).isEqualTo(1);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
        eventually().until(() -> dead.published().size() == 1);

        parcels.publish(List.of(cancelled(2), Samples.paymentCharged(order(30))));
        parcels.awaitBooked(20);
        dead.awaitLetter(replica, 2);
        assertThat(parcels.rows()).noneMatch(row -> row.startsWith(order(1).toString()));
    }

    @Test
    void addsNothingWhenTheLogIsConsumedAgain() {
        dead.poison(CHARGED);
        Replica first = testBed.start(dead.setup());
        parcels.publish(Stream.concat(charged(20).stream(), Stream.of(cancelled(1))).toList());
        dead.awaitLetter(first, 1);
        parcels.awaitBooked(19);
        first.close();
        List<String> rows = parcels.rows();
        List<String> letters = storedLetters();

        Replica again = testBed.start(dead.setup().with("spring.application.name", "again"));
        eventually().until(() -> again.meter("quadrille.dead.letters.repeated") == 2);
        eventually().until(() -> again.meter("quadrille.reactions") == 19);
        assertThat(again.meter("quadrille.dead.letters")).isZero();
        assertThat(storedLetters()).isEqualTo(letters);
        assertThat(parcels.rows()).isEqualTo(rows);
        assertThat(dead.parkedCount()).isEqualTo(1);
        assertThat(parcels.outboxSize()).isZero();
        assertThat(dead.published()).hasSize(1);
    }

    @Test
    void parksLaterEventsOfAnOrderParkedByAnotherReplica() {
        dead.poison(CHARGED);
        Replica first = testBed.start(dead.setup());
        parcels.publish(List.of(CHARGED));
        dead.awaitLetter(first, 0);
        first.close();
        dead.healAll();
        Replica second = testBed.start(dead.setup());
        parcels.publish(List.of(cancelled(1)));
        dead.awaitLetter(second, 1);
        assertThat(dead.decided(order(1))).isEmpty();
    }

    @Test
    void replaysInLogOrderOnceTheCauseIsFixed() {
        Replica replica = parkedWith(cancelled(1), cancelled(2));
        UUID letter = dead.letters(replica).getFirst().id();
        List<String> before = storedLetters();
        assertThat(dead.replay(replica, letter)).isEqualTo(new ReplayOutcome.FailsAgain());
        assertThat(storedLetters()).isEqualTo(before);
        assertThat(dead.parkedCount()).isEqualTo(2);

        dead.healAll();
        assertThat(dead.replay(replica, letter)).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.decided(order(1)))
                .containsExactly(names(CHARGED, cancelled(1), cancelled(2)));
        assertThat(dead.letterCount() + dead.parkedCount()).isZero();
        // Booked, then called off. In reverse order nothing would have been booked.
        eventually().until(() -> parcels.bookings().size() == 1);
        assertThat(parcels.probe().distinct(ShipmentCancelled.class)).hasSize(1);
        assertThat(parcels.rows()).first().asString().contains("CALLED_OFF");

        List<String> rows = parcels.rows();
        assertThat(dead.replay(replica, letter)).isEqualTo(new ReplayOutcome.Unknown());
        assertThat(dead.discard(replica, letter)).isEqualTo(new ReplayOutcome.Unknown());
        assertThat(parcels.rows()).isEqualTo(rows);
        assertThat(replica.meter("quadrille.dead.letters.replays", "outcome", "done")).isOne();
        assertThat(replica.meter("quadrille.dead.letters.replays", "outcome", "failed")).isOne();
    }

    @Test
    void handlesLaterEventsAfterAReplay() {
        Replica replica = parkedWith(cancelled(1));
        dead.healAll();
        dead.replay(replica, dead.letters(replica).getFirst().id());
        parcels.publish(List.of(cancelled(2)));
        eventually()
                .untilAsserted(() ->
                        assertThat(dead.decided(order(1)))
                                .containsExactly(names(CHARGED, cancelled(1), cancelled(2))));
        assertThat(dead.parkedCount()).isZero();
    }

    @Test
    void stopsAtTheNextFailingEventAndKeepsTheEarlierOnes() {
        Replica replica = parkedWith(cancelled(1), cancelled(2), cancelled(3));
        UUID letter = dead.letters(replica).getFirst().id();
        dead.heal(CHARGED);
        dead.poison(cancelled(2));
        ReplayOutcome outcome = dead.replay(replica, letter);
        ListedDeadLetter next = dead.awaitLetter(replica, 1);
        assertThat(outcome).isEqualTo(new ReplayOutcome.NextFails(next.id()));
        assertThat(next.type()).isEqualTo("OrderCancelled");
        assertThat(next.id()).isNotEqualTo(letter);
        assertThat(dead.decided(order(1))).containsExactly(names(CHARGED, cancelled(1)));
        assertThat(parcels.rows()).first().asString().contains("CALLED_OFF");
        eventually().until(() -> dead.published().size() == 2);
        assertThat(dead.replay(replica, letter)).isEqualTo(new ReplayOutcome.Unknown());

        dead.healAll();
        assertThat(dead.replay(replica, next.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.decided(order(1)))
                .containsExactly(names(CHARGED, cancelled(1), cancelled(2), cancelled(3)));
    }

    @Test
    void dropsOnlyTheDiscardedEvent() {
        dead.poison(cancelled(2));
        Replica replica = parkedWith(cancelled(1), cancelled(2), cancelled(3));
        UUID letter = dead.letters(replica).getFirst().id();
        assertThat(dead.discard(replica, letter)).isInstanceOf(ReplayOutcome.NextFails.class);
        ListedDeadLetter next = dead.awaitLetter(replica, 1);
        assertThat(dead.discard(replica, next.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.decided(order(1))).containsExactly(names(cancelled(1), cancelled(3)));
        assertThat(dead.letterCount() + dead.parkedCount()).isZero();
        assertThat(replica.meter("quadrille.dead.letters.discards")).isEqualTo(2);
        replica.close();

        // A discarded event does not come back when the log is consumed again.
        Replica again = testBed.start(dead.setup().with("spring.application.name", "again"));
        eventually().until(() -> again.meter("quadrille.dead.letters.repeated") == 2);
        eventually().until(() -> again.meter("quadrille.reactions") == 2);
        assertThat(dead.letterCount() + dead.parkedCount()).isZero();
    }

    @Test
    void isolatesTheEventThatViolatesAConstraint() {
        Replica replica = testBed.start(dead.setup());
        parcels.publish(List.of());
        testBed.jdbc()
                .sql(
                        "alter table parcel add constraint no_one check (order_id <> '%s')"
                                .formatted(order(1)))
                .update();
        replica.pause();
        parcels.publish(Stream.concat(charged(20).stream(), Stream.of(cancelled(1))).toList());
        replica.resume();
        ListedDeadLetter letter = dead.awaitLetter(replica, 1);
        parcels.awaitBooked(19);
        assertThat(letter.orderId()).contains(order(1).value());
        assertThat(letter.cause()).contains("\"no_one\"").doesNotContain("insert", "Detail");
        assertThat(dead.replay(replica, letter.id())).isEqualTo(new ReplayOutcome.FailsAgain());
        testBed.jdbc().sql("alter table parcel drop constraint no_one").update();
        assertThat(dead.replay(replica, letter.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(parcels.rows().get(1)).contains("CALLED_OFF");
    }

    @Test
    void stopsAtAParkedEventThatViolatesAConstraint() {
        Replica replica = parkedWith(cancelled(1), cancelled(2));
        dead.healAll();
        testBed.jdbc()
                .sql("alter table parcel add constraint booked check (status = 'BOOKED')")
                .update();
        ReplayOutcome outcome = dead.replay(replica, dead.letters(replica).getFirst().id());
        ListedDeadLetter next = dead.awaitLetter(replica, 1);
        assertThat(outcome).isEqualTo(new ReplayOutcome.NextFails(next.id()));
        assertThat(parcels.rows()).first().asString().contains("BOOKED");
    }

    @Test
    void retriesTransientFailures() {
        Queue<RuntimeException> failures =
                new ConcurrentLinkedQueue<>(
                        List.of(
                                new DuplicateKeyException("on purpose"),
                                new OptimisticLockingFailureException("on purpose"),
                                new CannotAcquireLockException("on purpose"),
                                new QueryTimeoutException("on purpose"),
                                new IllegalStateException("on purpose")));
        Replica replica =
                testBed.start(
                        dead.setup()
                                .afterLoad(_ -> {
                                    if (!failures.isEmpty()) {
                                        throw failures.remove();
                                    }
                                }));
        parcels.publish(charged(10));
        parcels.awaitBooked(10);
        assertThat(replica.meter("quadrille.consumer.retries")).isEqualTo(5);
        assertThat(dead.letterCount()).isZero();
    }

    /// A replica that has parked an order behind a poison message, with these events.
    private Replica parkedWith(OrderEvent... behind) {
        dead.poison(CHARGED);
        Replica replica = testBed.start(dead.setup());
        parcels.publish(List.of(CHARGED));
        dead.awaitLetter(replica, 0);
        parcels.publish(List.of(behind));
        dead.awaitLetter(replica, behind.length);
        return replica;
    }

    private List<String> storedLetters() {
        return testBed.jdbc()
                .sql("select (to_jsonb(d) - 'failed_again_at')::text from dead_letter d order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /// Cancellations of one order, distinguished by their number.
    private static OrderCancelled cancelled(int number) {
        return new OrderCancelled(
                order(1),
                CancellationReason.DEADLINE_PASSED,
                new Money(number, Samples.TOTAL.currency()));
    }

    private static String[] names(OrderEvent... events) {
        return Stream.of(events).map(DeadParcels::nameOf).toArray(String[]::new);
    }
}
