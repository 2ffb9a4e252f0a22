package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.consumer.OrderEvents.charged;
import static dev.quadrille.messaging.consumer.OrderEvents.order;
import static dev.quadrille.messaging.consumer.Parcels.eventually;
import static dev.quadrille.orderflow.value.CancellationReason.DEADLINE_PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.parcel.LoadHook;
import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two instances on one database that are told the same at the same time: they are in different
/// groups, and meet when both have loaded and neither has saved.
class ConcurrencyIT {

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(stage);
    private final MeetOnce meeting = new MeetOnce();

    @Test
    void letsOneOfTwoFirstStepsWin() {
        List<Replica> two = startTwo();
        parcels.tell(charged(1));
        parcels.awaitBooked(1);
        awaitDecisions(two, 2);
        assertThat(parcels.bookings()).hasSize(1);
        assertThat(parcels.rows()).first().asString().endsWith("BOOKED 0");
    }

    @Test
    void letsOneOfTwoNextStepsWin() {
        meeting.over = true;
        List<Replica> two = startTwo();
        parcels.tell(charged(1));
        parcels.awaitBooked(1);
        awaitDecisions(two, 2);

        meeting.over = false;
        parcels.tell(List.of(Samples.orderCancelled(order(0), DEADLINE_PASSED)));
        awaitDecisions(two, 4);
        eventually().until(() -> parcels.waiting() == 0);
        assertThat(parcels.probe().distinct(ShipmentCancelled.class)).hasSize(1);
        assertThat(parcels.rows()).first().asString().endsWith("CALLED_OFF 1");
    }

    private List<Replica> startTwo() {
        return List.of(
                stage.start(Replica.parcels().afterLoad(meeting)),
                stage.start(
                        Replica.parcels()
                                .afterLoad(meeting)
                                .with("spring.application.name", "twin")));
    }

    /// Whoever loses decides again, and finds it done.
    private static void awaitDecisions(List<Replica> two, int steps) {
        eventually()
                .until(() ->
                        two.stream()
                                        .mapToDouble(it ->
                                                it.meter(
                                                        "quadrille.reactions",
                                                        "outcome",
                                                        "already_done"))
                                        .sum()
                                == steps / 2.0);
    }

    private static final class MeetOnce implements LoadHook {

        private final CyclicBarrier barrier = new CyclicBarrier(2);
        private volatile boolean over;

        @Override
        public void pass(Batch batch) {
            if (!over) {
                meet();
                over = true;
            }
        }

        private void meet() {
            try {
                barrier.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new AssertionError("nobody came", e);
            }
        }
    }
}
