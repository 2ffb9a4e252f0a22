package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.StackLayout;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.Purchase;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pins the round trips per order, which dominate its cost at low and medium rates. A slower
/// machine has larger batches, and so fewer round trips. What the idle system does in the same
/// time, such as renewing leases, is subtracted.
class RoundTripsIT {

    // A backend of PostgreSQL that has become idle reports its transactions within ten seconds.
    private static final Duration REPORTED = Duration.ofSeconds(11);

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final StackLayout LAYOUT = SYSTEM.layout();

    private static final Customer ALICE = SYSTEM.customer("alice");

    /// A system that has just started cannot settle fifty orders per second.
    @BeforeAll
    static void warmUp() throws Exception {
        place(100, Duration.ofMillis(200));
        place(400, Duration.ofMillis(50));
        place(600, Duration.ofMillis(30));
        RoundTrips.logStatements(LAYOUT, true);
    }

    @AfterAll
    static void stopLogging() throws Exception {
        RoundTrips.logStatements(LAYOUT, false);
    }

    @Test
    void atOneOrderPerSecond() throws Exception {
        RoundTrips perOrder = measure(30, Duration.ofSeconds(1));

        assertThat(perOrder.transactions()).isLessThan(22);
        assertThat(perOrder.statements()).isLessThan(80);
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
        Thread.sleep(REPORTED);
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
        Thread.sleep(REPORTED);
        long start = System.nanoTime();
        RoundTrips before = RoundTrips.read(LAYOUT);
        Thread.sleep(REPORTED);
        RoundTrips after = RoundTrips.read(LAYOUT);
        return after.minus(before).times(1e9 / (System.nanoTime() - start));
    }

    private static void place(int count, Duration between) {
        List<Purchase> purchases =
                Stream.generate(() -> aPurchase().of(1, "TAMPER")).limit(count).toList();
        SteadyLoad.of(ALICE, purchases, between).orders();
        SYSTEM.audit().awaitAllSettled(count + " orders");
    }
}
