package dev.quadrille.messaging.consumer;

import static dev.quadrille.orderflow.value.CancellationReason.DEADLINE_PASSED;
import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.platform.chaos.FaultInjector;
import dev.quadrille.platform.chaos.FaultSettings;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Faults that are injected into a consumer.
class EventFaultsIT {

    private static final int ORDERS = 20;

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);

    @Test
    void deliversEventsTwice() {
        Replica replica = start();
        set(replica, Fault.EVENT_DUPLICATE, Duration.ZERO, Optional.empty());
        parcels.publish(charged(ORDERS));

        parcels.awaitBooked(ORDERS);
        eventually()
                .until(() ->
                        replica.meter("quadrille.reactions", "outcome", "already_done") == ORDERS);
        assertThat(parcels.bookings()).hasSize(ORDERS);
        assertThat(injected(replica, Fault.EVENT_DUPLICATE)).isEqualTo(ORDERS);
    }

    @Test
    void retriesEventsThatFail() {
        Replica replica = start();
        set(replica, Fault.EVENT_ERROR, Duration.ZERO, Optional.empty());
        parcels.publish(charged(ORDERS));
        eventually().until(() -> replica.meter("quadrille.consumer.retries") >= 2);
        assertThat(parcels.rows()).isEmpty();

        replica.bean(FaultInjector.class).clear();
        parcels.awaitBooked(ORDERS);
        assertThat(parcels.bookings()).hasSize(ORDERS);
    }

    @Test
    void affectsOnlyTheEventsOfACustomer() {
        Replica replica = start();
        set(replica, Fault.EVENT_ERROR, Duration.ZERO, Optional.of("no-such-customer"));
        parcels.publish(charged(ORDERS));

        parcels.awaitBooked(ORDERS);
        assertThat(injected(replica, Fault.EVENT_ERROR)).isZero();
    }

    @Test
    void deliversEventsLate() {
        Replica replica = start();
        Duration delay = Duration.ofSeconds(2);
        set(replica, Fault.EVENT_LATENCY, delay, Optional.empty());
        long start = System.nanoTime();
        parcels.publish(charged(1));

        parcels.awaitBooked(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
        assertThat(injected(replica, Fault.EVENT_LATENCY)).isPositive();
    }

    /// The cancellation arrives before the payment, which then changes nothing.
    @Test
    void deliversAnEventAfterTheNextEventOfItsOrder() {
        Replica replica = start();
        set(replica, Fault.EVENT_REORDER, Duration.ofSeconds(20), Optional.of("alice"));
        var payment = Samples.paymentCharged(order(1));
        assertThat(payment.customerId().value()).isEqualTo("alice");
        parcels.publish(List.of(payment));
        eventually().until(() -> replica.meter("quadrille.consumer.retries") > 0);
        assertThat(parcels.rows()).isEmpty();
        parcels.publish(List.of(Samples.orderCancelled(order(1), DEADLINE_PASSED)));

        eventually()
                .until(() -> replica.meter("quadrille.reactions", "outcome", "already_done") == 1);
        eventually()
                .untilAsserted(() ->
                        assertThat(parcels.rows())
                                .singleElement()
                                .asString()
                                .contains("CALLED_OFF"));
        assertThat(parcels.bookings()).isEmpty();
    }

    /// Waits until the consumer has the partitions: a rebalance would take the time of a fault.
    private Replica start() {
        Replica replica = testBed.start(Replica.parcels().withChaos());
        parcels.publish(List.of());
        eventually()
                .until(() ->
                        !replica.bean(Consumers.class)
                                .containers()
                                .getFirst()
                                .getAssignedPartitions()
                                .isEmpty());
        return replica;
    }

    private static void set(
            Replica replica, Fault fault, Duration delay, Optional<String> customer) {
        replica.bean(FaultInjector.class)
                .set(fault, new FaultSettings(1, delay, customer, Instant.MAX));
    }

    private static double injected(Replica replica, Fault fault) {
        return replica.meter("quadrille.faults.injected", "fault", fault.label());
    }
}
