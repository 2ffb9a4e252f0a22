package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static java.util.Collections.nCopies;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.GuaranteeAudit;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.Purchase;
import dev.quadrille.system.deployment.RecordedState;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fault injection while orders are processed. After each fault the test checks the guarantees for
/// every order in the system.
class FailureStoriesIT {

    private static final Duration OUTAGE = Duration.ofSeconds(30);

    private final RunningSystem system = RunningSystem.get();
    private final GuaranteeAudit audit = system.audit();
    private final Customer bob = system.customer("bob");

    @ParameterizedTest
    @EnumSource(
            names = {
                "ORDER_SERVICE",
                "INVENTORY_SERVICE",
                "PAYMENT_SERVICE",
                "SHIPPING_SERVICE",
                "QUERY_SERVICE",
                "PAYMENT_PROVIDER"
            })
    void survivesKilledProcessDuring200Orders(Component component) throws InterruptedException {
        int before = audit.orders();
        SteadyLoad load = SteadyLoad.of(bob, purchases(200), Duration.ofMillis(100));
        load.awaitHalf();

        system.deployment().killAndAwaitRestart(component);

        assertThat(load.orders()).hasSize(200);
        audit.awaitAllSettled("kill -9 of " + component);
        assertThat(audit.orders() - before).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "KAFKA"})
    void survives30SecondsWithoutDatabaseOrBroker(Component component) throws InterruptedException {
        int before = audit.orders();
        SteadyLoad load = SteadyLoad.of(bob, purchases(200), Duration.ofMillis(200));
        load.awaitHalf();

        system.deployment().kill(component);
        Thread.sleep(OUTAGE);
        system.deployment().start(component);

        assertThat(load.orders()).hasSize(200);
        assertThat(Set.of("202", "503 with Retry-After")).containsAll(load.responses());
        audit.awaitAllSettled(OUTAGE.toSeconds() + " s without " + component);
        assertThat(audit.orders() - before).isEqualTo(200);
    }

    @Test
    void sells50PiecesTo120Customers() {
        String sku = "LIMITED-EDITION";
        system.operator().createProduct(sku, 9_900);
        system.operator().deliver(50, sku);
        List<PlacedOrder> orders = new ArrayList<>();
        // A new product can be ordered as soon as order-service has consumed its event.
        await().untilAsserted(() -> orders.add(bob.place(aPurchase().of(1, sku))));

        orders.addAll(
                SteadyLoad.of(bob, nCopies(119, aPurchase().of(1, sku)), Duration.ZERO).orders());

        assertThat(orders.stream().collect(groupingBy(PlacedOrder::awaitEnd, counting())))
                .isEqualTo(Map.of("CONFIRMED", 50L, "CANCELLED: STOCK_REJECTED", 70L));
        assertThat(system.recordedState().stock(sku))
                .isEqualTo(new RecordedState.StockCounters(0, 0, 50, 50));
        audit.awaitAllSettled("120 customers for 50 pieces");
    }

    /// The delay grows after a cancellation in time and shrinks after one that was too late, so
    /// that the requests arrive as close to the confirmation as possible.
    @Test
    void resolvesRacesOfCancellationAndConfirmation() {
        int inTime = 0;
        int tooLate = 0;
        Duration delay = Duration.ofMillis(40);
        List<PlacedOrder> cancelled = new ArrayList<>();
        List<PlacedOrder> confirmed = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            PlacedOrder order = bob.place(aPurchase().of(1, "TRAVEL-MUG"));
            pause(delay);
            if (order.cancel()) {
                cancelled.add(order);
                inTime++;
                delay = delay.multipliedBy(5).dividedBy(4).plusMillis(1);
            } else {
                confirmed.add(order);
                tooLate++;
                delay = delay.multipliedBy(4).dividedBy(5);
            }
        }
        assertThat(cancelled)
                .allMatch(order -> order.awaitEnd().equals("CANCELLED: CUSTOMER_REQUEST"));
        assertThat(confirmed).allMatch(order -> order.awaitEnd().equals("CONFIRMED"));
        assertThat(inTime).isPositive();
        assertThat(tooLate).isPositive();
        audit.awaitAllSettled(inTime + " cancellations in time and " + tooLate + " too late");
    }

    @Test
    void cancelsBlockedOrdersAtDeadline() {
        system.deployment().stop(Component.SHIPPING_SERVICE);
        List<PlacedOrder> orders =
                IntStream.range(0, 5).mapToObj(_ -> bob.place(aPurchase())).toList();
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        orders.stream()
                                .allMatch(order -> order.events().contains("OrderCancelled")));
        system.deployment().start(Component.SHIPPING_SERVICE);

        assertThat(orders).allMatch(order -> order.awaitEnd().equals("CANCELLED: DEADLINE_PASSED"));
        assertThat(orders)
                .allMatch(order ->
                        order.events()
                                .containsAll(
                                        List.of(
                                                "StockReleased",
                                                "PaymentRefunded",
                                                "ShipmentCancelled")));
        audit.awaitAllSettled("the deadline of orders without shipping-service");
    }

    /// Most orders are confirmed; the payment provider or the carrier refuses some.
    static List<Purchase> purchases(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        switch (i % 10) {
                            case 3 -> aPurchase().of(2, "MOKA-POT").paidBy("pm_declined");
                            case 5 -> aPurchase().of(1, "TAMPER").paidBy("pm_timeout_charged");
                            case 7 -> aPurchase().of(1, "BREW-SCALE").sentTo("AQ");
                            default -> aPurchase().of(1, "HOUSE-BLEND");
                        })
                .toList();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
