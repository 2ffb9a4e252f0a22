package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.StackLayout;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pins the round trips per order, which dominate its cost at low and medium rates. A slower
/// machine has larger batches, and so fewer round trips. What the idle system does in the same
/// time, such as renewing leases, is subtracted.
class RoundTripsIT {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final StackLayout LAYOUT = SYSTEM.layout();

    // One customer alone would reach its concurrency limit when the system has just started.
    private static final List<Customer> CUSTOMERS =
            Stream.of("alice", "bob", "carol").map(SYSTEM::customer).toList();

    /// A system that has just started cannot settle fifty orders per second.
    @BeforeAll
    static void warmUp() throws Exception {
        place(99, Duration.ofMillis(200));
        place(600, Duration.ofMillis(50));
        place(1200, Duration.ofMillis(25));
        RoundTrips.logStatements(LAYOUT, true);
    }

    @AfterAll
    static void stopLogging() throws Exception {
        RoundTrips.logStatements(LAYOUT, false);
    }

    @Test
    void atOneOrderPerSecond() throws Exception {
        RoundTrips perOrder = measure(30, Duration.ofSeconds(1));

        assertThat(perOrder.transactions()).isLessThan(16);
        assertThat(perOrder.statements()).isLessThan(65);
        assertThat(perOrder.produceRequests()).isLessThan(7);
    }

    @Test
    void atFiftyOrdersPerSecond() throws Exception {
        RoundTrips perOrder = measure(600, Duration.ofMillis(20));

        assertThat(perOrder.transactions()).isLessThan(9);
        assertThat(perOrder.statements()).isLessThan(40);
        assertThat(perOrder.produceRequests()).isLessThan(4);
    }

    private RoundTrips measure(int orders, Duration between) throws Exception {
        RoundTrips perSecond = idle();
        long start = System.nanoTime();
        RoundTrips before = RoundTrips.read(LAYOUT);
        place(orders, between);
        RoundTrips after = RoundTrips.read(LAYOUT);
        double seconds = (System.nanoTime() - start) / 1e9;
        RoundTrips perOrder =
                after.minus(before).minus(perSecond.times(seconds)).times(1.0 / orders);
        System.out.printf(
                "%d orders, one per %d ms: %s per order, idle %s per second%n",
                orders, between.toMillis(), perOrder, perSecond);
        return perOrder;
    }

    private RoundTrips idle() throws Exception {
        long start = System.nanoTime();
        RoundTrips before = RoundTrips.read(LAYOUT);
        Thread.sleep(IDLE);
        RoundTrips after = RoundTrips.read(LAYOUT);
        return after.minus(before).times(1e9 / (System.nanoTime() - start));
    }

    private static void place(int count, Duration between) {
        int customers = CUSTOMERS.size();
        List<SteadyLoad> loads =
                CUSTOMERS.stream()
                        .map(customer ->
                                SteadyLoad.of(
                                        customer,
                                        Collections.nCopies(
                                                count / customers, aPurchase().of(1, "TAMPER")),
                                        between.multipliedBy(customers)))
                        .toList();
        loads.forEach(SteadyLoad::orders);
        SYSTEM.audit().awaitAllSettled(count + " orders");
    }
}
