package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.consumer.OrderEvents.charged;
import static dev.quadrille.messaging.consumer.OrderEvents.order;
import static dev.quadrille.messaging.consumer.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.deadletter.ReplayOutcome;
import dev.quadrille.messaging.replica.NextRelease;
import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaProcess;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// This release beside the next one, which has an event type and an enum value more.
class RollingUpgradeIT {

    private static final Path NEXT = NextRelease.classes();

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(stage);
    private final DeadParcels dead = new DeadParcels(stage);

    @Test
    void parksAnOrderWhoseEventItDoesNotKnow() {
        Replica old = stage.start(dead.setup());
        tellOfTheNextRelease();
        assertThat(dead.letters(old))
                .extracting(ListedDeadLetter::type)
                .containsExactlyInAnyOrder("OrderWithdrawn", "OrderCancelled");
        assertThat(dead.letters(old)).allSatisfy(it -> assertThat(it.parked()).isEqualTo(1));
        assertThat(dead.letters(old))
                .extracting(it -> dead.replay(old, it.id()))
                .containsOnly(new ReplayOutcome.FailsAgain());
        assertThat(old.meter("quadrille.dead.letters", "cause", "unknown")).isEqualTo(2);
        assertThat(old.meter("quadrille.consumer.retries")).isZero();
        // Other orders go on.
        parcels.tell(List.of(Samples.paymentCharged(order(30))));
        eventually().until(() -> parcels.rows().size() == 21);
        assertThat(parcels.rows()).noneMatch(row -> row.contains("CALLED_OFF"));
    }

    @Test
    void handsTheOrderToAReplicaThatKnowsTheEvent() {
        Replica old = stage.start(dead.setup());
        tellOfTheNextRelease();
        startNextRelease();
        eventually().until(() -> dead.dead() + dead.parked() == 0);
        assertThat(calledOff()).isEqualTo(2);
        // While both run, some of these come to the one and some to the other.
        parcels.probe()
                .putRecords(
                        IntStream.range(3, 15)
                                .mapToObj(it -> NextRelease.withdrawn(order(it)))
                                .toList());
        eventually().until(() -> calledOff() == 14 && dead.dead() + dead.parked() == 0);
        old.close();
        parcels.probe().putRecords(List.of(NextRelease.cancelledForFraud(order(15))));
        eventually().until(() -> calledOff() == 15 && parcels.waiting() == 0);
        assertThat(parcels.probe().distinct(ShipmentCancelled.class)).hasSize(15);
        assertThat(parcels.bookings()).hasSize(20);
    }

    /// Two orders with an event of the next release, and another event that waits behind it.
    private void tellOfTheNextRelease() {
        parcels.tell(charged(20));
        parcels.awaitBooked(20);
        parcels.probe()
                .putRecords(
                        List.of(
                                NextRelease.withdrawn(order(1)),
                                NextRelease.cancelledForFraud(order(2))));
        parcels.tell(List.of(Samples.paymentCharged(order(1)), Samples.paymentCharged(order(2))));
        eventually().until(() -> dead.dead() == 2 && dead.parked() == 2);
    }

    private void startNextRelease() {
        ReplicaProcess next =
                stage.startNextRelease(NEXT, "--quadrille.dead-letters.replay-interval=500ms");
        // A process has a whole JVM to start, on a machine that may be busy.
        eventually().atMost(Duration.ofMinutes(3)).until(() -> next.said().contains("started"));
    }

    private long calledOff() {
        return parcels.rows().stream().filter(row -> row.contains("CALLED_OFF")).count();
    }
}
