package dev.quadrille.messaging.deadletter;

import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.deadletter.DeadLetters.ReplayOutcome;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.testsupport.replica.NextRelease;
import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaProcess;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// This release together with the next one, which has one more event type and one more enum value.
class RollingUpgradeIT {

    private static final Path NEXT = NextRelease.classes();

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);
    private final DeadParcels dead = new DeadParcels(testBed);

    @Test
    void parksAnOrderWithAnUnknownEvent() {
        Replica old = testBed.start(dead.setup());
        publishEventsOfTheNextRelease();
        assertThat(dead.letters(old))
                .extracting(ListedDeadLetter::type)
                .containsExactlyInAnyOrder("OrderWithdrawn", "OrderCancelled");
        assertThat(dead.letters(old)).allSatisfy(it -> assertThat(it.parked()).isEqualTo(1));
        assertThat(dead.letters(old))
                .extracting(it -> dead.replay(old, it.id()))
                .containsOnly(new ReplayOutcome.FailsAgain());
        assertThat(old.meter("quadrille.dead.letters", "cause", "unknown")).isEqualTo(2);
        assertThat(old.meter("quadrille.consumer.retries")).isZero();
        // Other orders are handled.
        parcels.publish(List.of(Samples.paymentCharged(order(30))));
        eventually().until(() -> parcels.rows().size() == 21);
        assertThat(parcels.rows()).noneMatch(row -> row.contains("CALLED_OFF"));
    }

    @Test
    void aReplicaOfTheNextReleaseReplaysTheOrder() {
        Replica old = testBed.start(dead.setup());
        publishEventsOfTheNextRelease();
        startNextRelease();
        eventually().until(() -> dead.letterCount() + dead.parkedCount() == 0);
        assertThat(calledOffCount()).isEqualTo(2);
        // While both run, each of them receives some of these events.
        parcels.probe()
                .publishRecords(
                        IntStream.range(3, 15)
                                .mapToObj(it -> NextRelease.withdrawn(order(it)))
                                .toList());
        eventually()
                .until(() ->
                        calledOffCount() == 14 && dead.letterCount() + dead.parkedCount() == 0);
        old.close();
        parcels.probe().publishRecords(List.of(NextRelease.cancelledForFraud(order(15))));
        eventually().until(() -> calledOffCount() == 15 && parcels.outboxSize() == 0);
        assertThat(parcels.probe().distinct(ShipmentCancelled.class)).hasSize(15);
        assertThat(parcels.bookings()).hasSize(20);
    }

    /// Two orders, each with an event of the next release and another event parked behind it.
    private void publishEventsOfTheNextRelease() {
        parcels.publish(charged(20));
        parcels.awaitBooked(20);
        parcels.probe()
                .publishRecords(
                        List.of(
                                NextRelease.withdrawn(order(1)),
                                NextRelease.cancelledForFraud(order(2))));
        parcels.publish(
                List.of(Samples.paymentCharged(order(1)), Samples.paymentCharged(order(2))));
        eventually().until(() -> dead.letterCount() == 2 && dead.parkedCount() == 2);
    }

    private void startNextRelease() {
        ReplicaProcess next =
                testBed.startNextRelease(NEXT, "--quadrille.dead-letters.replay-interval=500ms");
        // A process must start a complete JVM, on a machine that may be busy.
        eventually().atMost(Duration.ofMinutes(3)).until(() -> next.output().contains("started"));
    }

    private long calledOffCount() {
        return parcels.rows().stream().filter(row -> row.contains("CALLED_OFF")).count();
    }
}
