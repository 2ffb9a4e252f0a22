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

/// What goes wrong while orders are under way, and that nothing comes of it: after each story, the
/// promise is checked for every order that the shop has ever had.
class FailureStoriesIT {

    private static final Duration OUTAGE = Duration.ofSeconds(30);

    private final RunningSystem shop = RunningSystem.get();
    private final GuaranteeAudit audit = shop.audit();
    private final Customer bob = shop.customer("bob");

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
    void aProcessIsKilledAmidTwoHundredOrders(Component victim) throws InterruptedException {
        int before = audit.orders();
        SteadyLoad crowd = SteadyLoad.of(bob, purchases(200), Duration.ofMillis(100));
        crowd.awaitHalf();

        shop.premises().letDie(victim);

        assertThat(crowd.orders()).hasSize(200);
        audit.awaitBalance("kill -9 of " + victim);
        assertThat(audit.orders() - before).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "KAFKA"})
    void whatAllStandOnIsAwayForHalfAMinute(Component gone) throws InterruptedException {
        int before = audit.orders();
        SteadyLoad crowd = SteadyLoad.of(bob, purchases(200), Duration.ofMillis(200));
        crowd.awaitHalf();

        shop.premises().kill(gone);
        Thread.sleep(OUTAGE);
        shop.premises().start(gone);

        assertThat(crowd.orders()).hasSize(200);
        assertThat(Set.of("202", "503 with Retry-After")).containsAll(crowd.answers());
        audit.awaitBalance(OUTAGE.toSeconds() + " s without " + gone);
        assertThat(audit.orders() - before).isEqualTo(200);
    }

    @Test
    void aHundredAndTwentyCustomersWantFiftyPieces() {
        String sku = "LIMITED-EDITION";
        shop.operator().offers(sku, 9_900);
        shop.operator().receives(50, sku);
        List<PlacedOrder> orders = new ArrayList<>();
        // A new product can be ordered once order-service has heard of it.
        await().untilAsserted(() -> orders.add(bob.places(aPurchase().of(1, sku))));

        orders.addAll(
                SteadyLoad.of(bob, nCopies(119, aPurchase().of(1, sku)), Duration.ZERO).orders());

        assertThat(orders.stream().collect(groupingBy(PlacedOrder::end, counting())))
                .isEqualTo(Map.of("CONFIRMED", 50L, "CANCELLED: STOCK_REJECTED", 70L));
        assertThat(shop.books().stock(sku)).isEqualTo(new RecordedState.Stock(0, 0, 50, 50));
        audit.awaitBalance("120 customers for 50 pieces");
    }

    /// Each cancellation is asked for a little later after one that came in time, and a little
    /// earlier after one that came too late; so they come as close to the confirmation as can be.
    @Test
    void customersCancelWhileTheirOrdersAreConfirmed() {
        int inTime = 0;
        int tooLate = 0;
        Duration delay = Duration.ofMillis(40);
        List<PlacedOrder> cancelled = new ArrayList<>();
        List<PlacedOrder> confirmed = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            PlacedOrder order = bob.places(aPurchase().of(1, "TRAVEL-MUG"));
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
        assertThat(cancelled).allMatch(order -> order.end().equals("CANCELLED: CUSTOMER_REQUEST"));
        assertThat(confirmed).allMatch(order -> order.end().equals("CONFIRMED"));
        assertThat(inTime).isPositive();
        assertThat(tooLate).isPositive();
        audit.awaitBalance(inTime + " cancellations in time and " + tooLate + " too late");
    }

    @Test
    void anOrderThatGetsNoFurtherIsCancelledAtItsDeadline() {
        shop.premises().stop(Component.SHIPPING_SERVICE);
        List<PlacedOrder> orders =
                IntStream.range(0, 5).mapToObj(_ -> bob.places(aPurchase())).toList();
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        orders.stream()
                                .allMatch(order -> order.events().contains("OrderCancelled")));
        shop.premises().start(Component.SHIPPING_SERVICE);

        assertThat(orders).allMatch(order -> order.end().equals("CANCELLED: DEADLINE_PASSED"));
        assertThat(orders)
                .allMatch(order ->
                        order.events()
                                .containsAll(
                                        List.of(
                                                "StockReleased",
                                                "PaymentRefunded",
                                                "ShipmentCancelled")));
        audit.awaitBalance("the deadline of orders that nobody shipped");
    }

    /// Most are served, some are refused by the card processor or by the carrier.
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
