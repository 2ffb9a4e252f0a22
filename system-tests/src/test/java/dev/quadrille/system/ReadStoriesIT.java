package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.GuaranteeAudit;
import dev.quadrille.system.deployment.Operator;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What those see who look, whatever goes on meanwhile.
class ReadStoriesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RunningSystem shop = RunningSystem.get();
    private final GuaranteeAudit audit = shop.audit();
    private final Customer carol = shop.customer("carol");
    private final Operator operator = shop.operator();

    @Test
    void aNewProductIsSeenAndOrdered() {
        operator.offers("NEW-ARRIVAL", 2_500);
        operator.receives(3, "NEW-ARRIVAL");
        await().until(() -> operator.seesListed("NEW-ARRIVAL"));
        // Order-service hears of it at about the same time.
        List<PlacedOrder> placed = new ArrayList<>();
        await().untilAsserted(() -> placed.add(carol.places(aPurchase().of(2, "NEW-ARRIVAL"))));

        assertThat(placed).extracting(PlacedOrder::total).containsExactly(5_000L);
        assertThat(placed).extracting(PlacedOrder::end).containsExactly("CONFIRMED");
    }

    @Test
    void aCustomerLeafsThroughHerOrders() {
        List<PlacedOrder> orders =
                IntStream.range(0, 7).mapToObj(_ -> carol.places(aPurchase())).toList();
        orders.forEach(PlacedOrder::end);

        assertThat(carol.orders(3))
                .doesNotHaveDuplicates()
                .containsSubsequence(orders.reversed().stream().map(PlacedOrder::id).toList())
                .isEqualTo(carol.orders(100));
    }

    @Test
    void theReadModelIsRebuiltWhileCustomersOrderAndLook() {
        int before = audit.orders();
        PlacedOrder order = carol.places(aPurchase());
        assertThat(order.end()).isEqualTo("CONFIRMED");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> looks =
                CompletableFuture.supplyAsync(() -> looksUntil(over, order));
        SteadyLoad crowd = SteadyLoad.of(carol, nCopies(100, aPurchase()), Duration.ofMillis(100));
        try {
            for (int i = 0; i < 3; i++) {
                operator.asksForARebuild();
                await().atMost(PATIENCE).until(() -> operator.rebuild().equals("DONE"));
            }
            assertThat(crowd.orders()).extracting(PlacedOrder::end).containsOnly("CONFIRMED");
        } finally {
            over.set(true);
        }

        assertThat(looks.join()).isGreaterThan(10);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(audit.violations()).isEmpty());
        assertThat(audit.orders() - before).isEqualTo(101);
    }

    private int looksUntil(AtomicBoolean over, PlacedOrder order) {
        int looks = 0;
        while (!over.get()) {
            carol.looksAt(order);
            looks++;
        }
        return looks;
    }

    @Test
    void aRebuildGoesOnAfterItsProcessWasKilled() {
        List<String> orders = carol.orders(100);
        operator.asksForARebuild();

        shop.premises().letDie(Component.QUERY_SERVICE);

        await().atMost(PATIENCE).until(() -> operator.rebuild().equals("DONE"));
        assertThat(carol.orders(100)).isEqualTo(orders);
    }
}
