package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.consumer.OrderEvents.charged;
import static dev.quadrille.messaging.consumer.OrderEvents.order;
import static dev.quadrille.messaging.consumer.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.deadletter.ReplayOutcome;
import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Money;
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

/// Events that can be read and never handled.
class ParkingIT {

    private static final PaymentCharged CHARGED = Samples.paymentCharged(order(1));

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(stage);
    private final DeadParcels dead = new DeadParcels(stage);

    @Test
    void parksTheOrderAndLetsAllOthersFlow() {
        dead.poison(CHARGED);
        stage.makeTopics();
        parcels.tell(Stream.concat(charged(20).stream(), Stream.of(cancelled(1))).toList());
        // All in one batch, as they stand there already.
        Replica replica = stage.start(dead.setup());
        ListedDeadLetter letter = dead.awaitLetter(replica, 1);
        assertThat(letter.orderId()).contains(order(1).value());
        assertThat(letter.type()).isEqualTo("PaymentCharged");
        assertThat(letter.cause()).startsWith("IllegalStateException").endsWith("on purpose");
        parcels.awaitBooked(19);
        assertThat(dead.decided(order(1))).isEmpty();
        assertThat(replica.meter("quadrille.parked.events")).isEqualTo(1);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
        eventually().until(() -> dead.published().size() == 1);

        parcels.tell(List.of(cancelled(2), Samples.paymentCharged(order(30))));
        parcels.awaitBooked(20);
        dead.awaitLetter(replica, 2);
        assertThat(parcels.rows()).noneMatch(row -> row.startsWith(order(1).toString()));
    }

    @Test
    void addsNothingWhenAllIsReadAgain() {
        dead.poison(CHARGED);
        Replica first = stage.start(dead.setup());
        parcels.tell(Stream.concat(charged(20).stream(), Stream.of(cancelled(1))).toList());
        dead.awaitLetter(first, 1);
        parcels.awaitBooked(19);
        first.close();
        List<String> rows = parcels.rows();
        List<String> letters = lettersAsTheyAre();

        Replica again = stage.start(dead.setup().with("spring.application.name", "again"));
        eventually().until(() -> again.meter("quadrille.dead.letters.repeated") == 2);
        eventually().until(() -> again.meter("quadrille.reactions") == 19);
        assertThat(again.meter("quadrille.dead.letters")).isZero();
        assertThat(lettersAsTheyAre()).isEqualTo(letters);
        assertThat(parcels.rows()).isEqualTo(rows);
        assertThat(dead.parked()).isEqualTo(1);
        assertThat(parcels.waiting()).isZero();
        assertThat(dead.published()).hasSize(1);
    }

    @Test
    void findsAnOrderParkedThatAnotherReplicaHasParked() {
        dead.poison(CHARGED);
        Replica first = stage.start(dead.setup());
        parcels.tell(List.of(CHARGED));
        dead.awaitLetter(first, 0);
        first.close();
        dead.cureAll();
        Replica second = stage.start(dead.setup());
        parcels.tell(List.of(cancelled(1)));
        dead.awaitLetter(second, 1);
        assertThat(dead.decided(order(1))).isEmpty();
    }

    @Test
    void handlesAllInOrderOnceTheCauseIsMended() {
        Replica replica = parkedWith(cancelled(1), cancelled(2));
        UUID letter = dead.letters(replica).getFirst().id();
        List<String> before = lettersAsTheyAre();
        assertThat(dead.replay(replica, letter)).isEqualTo(new ReplayOutcome.FailsAgain());
        assertThat(lettersAsTheyAre()).isEqualTo(before);
        assertThat(dead.parked()).isEqualTo(2);

        dead.cureAll();
        assertThat(dead.replay(replica, letter)).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.decided(order(1)))
                .containsExactly(names(CHARGED, cancelled(1), cancelled(2)));
        assertThat(dead.dead() + dead.parked()).isZero();
        // Booked, then called off: the other way round there would be nothing to book.
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
    void letsTheOrderGoOnAfterAReplay() {
        Replica replica = parkedWith(cancelled(1));
        dead.cureAll();
        dead.replay(replica, dead.letters(replica).getFirst().id());
        parcels.tell(List.of(cancelled(2)));
        eventually()
                .untilAsserted(() ->
                        assertThat(dead.decided(order(1)))
                                .containsExactly(names(CHARGED, cancelled(1), cancelled(2))));
        assertThat(dead.parked()).isZero();
    }

    @Test
    void stopsAtTheNextEventThatFailsAndKeepsWhatWasDoneBefore() {
        Replica replica = parkedWith(cancelled(1), cancelled(2), cancelled(3));
        UUID letter = dead.letters(replica).getFirst().id();
        dead.cure(CHARGED);
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

        dead.cureAll();
        assertThat(dead.replay(replica, next.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.decided(order(1)))
                .containsExactly(names(CHARGED, cancelled(1), cancelled(2), cancelled(3)));
    }

    @Test
    void dropsOnlyTheEventThatIsDiscarded() {
        dead.poison(cancelled(2));
        Replica replica = parkedWith(cancelled(1), cancelled(2), cancelled(3));
        UUID letter = dead.letters(replica).getFirst().id();
        assertThat(dead.discard(replica, letter)).isInstanceOf(ReplayOutcome.NextFails.class);
        ListedDeadLetter next = dead.awaitLetter(replica, 1);
        assertThat(dead.discard(replica, next.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(dead.decided(order(1))).containsExactly(names(cancelled(1), cancelled(3)));
        assertThat(dead.dead() + dead.parked()).isZero();
        assertThat(replica.meter("quadrille.dead.letters.discards")).isEqualTo(2);
        replica.close();

        // What was given up does not come back with the log.
        Replica again = stage.start(dead.setup().with("spring.application.name", "again"));
        eventually().until(() -> again.meter("quadrille.dead.letters.repeated") == 2);
        eventually().until(() -> again.meter("quadrille.reactions") == 2);
        assertThat(dead.dead() + dead.parked()).isZero();
    }

    @Test
    void findsTheOneEventWhoseDataIsRefused() {
        Replica replica = stage.start(dead.setup());
        parcels.tell(List.of());
        stage.jdbc()
                .sql(
                        "alter table parcel add constraint no_one check (order_id <> '%s')"
                                .formatted(order(1)))
                .update();
        replica.pause();
        parcels.tell(Stream.concat(charged(20).stream(), Stream.of(cancelled(1))).toList());
        replica.resume();
        ListedDeadLetter letter = dead.awaitLetter(replica, 1);
        parcels.awaitBooked(19);
        assertThat(letter.orderId()).contains(order(1).value());
        assertThat(letter.cause()).contains("\"no_one\"").doesNotContain("insert", "Detail");
        assertThat(dead.replay(replica, letter.id())).isEqualTo(new ReplayOutcome.FailsAgain());
        stage.jdbc().sql("alter table parcel drop constraint no_one").update();
        assertThat(dead.replay(replica, letter.id())).isEqualTo(new ReplayOutcome.Done());
        assertThat(parcels.rows().get(1)).contains("CALLED_OFF");
    }

    @Test
    void stopsAtAParkedEventWhoseDataIsRefused() {
        Replica replica = parkedWith(cancelled(1), cancelled(2));
        dead.cureAll();
        stage.jdbc()
                .sql("alter table parcel add constraint booked check (status = 'BOOKED')")
                .update();
        ReplayOutcome outcome = dead.replay(replica, dead.letters(replica).getFirst().id());
        ListedDeadLetter next = dead.awaitLetter(replica, 1);
        assertThat(outcome).isEqualTo(new ReplayOutcome.NextFails(next.id()));
        assertThat(parcels.rows()).first().asString().contains("BOOKED");
    }

    @Test
    void triesAgainWhatMayPass() {
        Queue<RuntimeException> trouble =
                new ConcurrentLinkedQueue<>(
                        List.of(
                                new DuplicateKeyException("on purpose"),
                                new OptimisticLockingFailureException("on purpose"),
                                new CannotAcquireLockException("on purpose"),
                                new QueryTimeoutException("on purpose"),
                                new IllegalStateException("on purpose")));
        Replica replica =
                stage.start(
                        dead.setup()
                                .afterLoad(_ -> {
                                    if (!trouble.isEmpty()) {
                                        throw trouble.remove();
                                    }
                                }));
        parcels.tell(charged(10));
        parcels.awaitBooked(10);
        assertThat(replica.meter("quadrille.consumer.retries")).isEqualTo(5);
        assertThat(dead.dead()).isZero();
    }

    /// A replica that has parked an order whose payment it cannot handle, with these behind it.
    private Replica parkedWith(OrderEvent... behind) {
        dead.poison(CHARGED);
        Replica replica = stage.start(dead.setup());
        parcels.tell(List.of(CHARGED));
        dead.awaitLetter(replica, 0);
        parcels.tell(List.of(behind));
        dead.awaitLetter(replica, behind.length);
        return replica;
    }

    private List<String> lettersAsTheyAre() {
        return stage.jdbc()
                .sql("select (to_jsonb(d) - 'failed_again_at')::text from dead_letter d order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /// The same event of the same order, told apart by its number.
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
