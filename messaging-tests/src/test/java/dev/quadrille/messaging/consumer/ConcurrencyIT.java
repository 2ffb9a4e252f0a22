package dev.quadrille.messaging.consumer;

import static dev.quadrille.orderflow.value.CancellationReason.DEADLINE_PASSED;
import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.Batch;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.testsupport.parcel.LoadHook;
import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two instances with one database that receive the same events at the same time: they are in
/// different consumer groups, and meet when both have loaded and neither has saved.
class ConcurrencyIT {

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);
    private final Rendezvous rendezvous = new Rendezvous();

    @Test
    void oneOfTwoConcurrentFirstStepsWins() {
        List<Replica> two = startTwo();
        parcels.publish(charged(1));
        parcels.awaitBooked(1);
        awaitDecisions(two, 2);
        assertThat(parcels.bookings()).hasSize(1);
        assertThat(parcels.rows()).first().asString().endsWith("BOOKED 0");
    }

    @Test
    void oneOfTwoConcurrentNextStepsWins() {
        rendezvous.over = true;
        List<Replica> two = startTwo();
        parcels.publish(charged(1));
        parcels.awaitBooked(1);
        awaitDecisions(two, 2);

        rendezvous.over = false;
        parcels.publish(List.of(Samples.orderCancelled(order(0), DEADLINE_PASSED)));
        awaitDecisions(two, 4);
        eventually().until(() -> parcels.outboxSize() == 0);
        assertThat(parcels.probe().distinct(ShipmentCancelled.class)).hasSize(1);
        assertThat(parcels.rows()).first().asString().endsWith("CALLED_OFF 1");
    }

    private List<Replica> startTwo() {
        return List.of(
                testBed.start(Replica.parcels().afterLoad(rendezvous)),
                testBed.start(
                        Replica.parcels()
                                .afterLoad(rendezvous)
                                .with("spring.application.name", "twin")));
    }

    /// The instance that loses the race decides again, and finds that there is nothing to do.
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

    private static final class Rendezvous implements LoadHook {

        private final CyclicBarrier barrier = new CyclicBarrier(2);
        private volatile boolean over;

        @Override
        public void afterLoad(Batch batch) {
            if (!over) {
                join();
                over = true;
            }
        }

        private void join() {
            try {
                barrier.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new AssertionError("the other instance did not arrive", e);
            }
        }
    }
}
