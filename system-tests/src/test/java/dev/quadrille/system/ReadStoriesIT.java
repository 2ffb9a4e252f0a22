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

/// Reads through the read model while the system changes.
class ReadStoriesIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final RunningSystem system = RunningSystem.get();
    private final GuaranteeAudit audit = system.audit();
    private final Customer carol = system.customer("carol");
    private final Operator operator = system.operator();

    @Test
    void newProductCanBeReadAndOrdered() {
        operator.createProduct("NEW-ARRIVAL", 2_500);
        operator.deliver(3, "NEW-ARRIVAL");
        await().until(() -> operator.isListed("NEW-ARRIVAL"));
        // order-service consumes the event at about the same time.
        List<PlacedOrder> placed = new ArrayList<>();
        await().untilAsserted(() -> placed.add(carol.place(aPurchase().of(2, "NEW-ARRIVAL"))));

        assertThat(placed).extracting(PlacedOrder::total).containsExactly(5_000L);
        assertThat(placed).extracting(PlacedOrder::awaitEnd).containsExactly("CONFIRMED");
    }

    @Test
    void customerPagesThroughOrders() {
        List<PlacedOrder> orders =
                IntStream.range(0, 7).mapToObj(_ -> carol.place(aPurchase())).toList();
        orders.forEach(PlacedOrder::awaitEnd);

        assertThat(carol.orders(3))
                .doesNotHaveDuplicates()
                .containsSubsequence(orders.reversed().stream().map(PlacedOrder::id).toList())
                .isEqualTo(carol.orders(100));
    }

    @Test
    void rebuildsReadModelDuringOrdersAndReads() {
        int before = audit.orders();
        PlacedOrder order = carol.place(aPurchase());
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        AtomicBoolean finished = new AtomicBoolean();
        CompletableFuture<Integer> reads =
                CompletableFuture.supplyAsync(() -> readUntil(finished, order));
        SteadyLoad load = SteadyLoad.of(carol, nCopies(100, aPurchase()), Duration.ofMillis(100));
        try {
            for (int i = 0; i < 3; i++) {
                operator.requestRebuild();
                await().atMost(TIMEOUT).until(() -> operator.rebuildState().equals("DONE"));
            }
            assertThat(load.orders()).extracting(PlacedOrder::awaitEnd).containsOnly("CONFIRMED");
        } finally {
            finished.set(true);
        }

        assertThat(reads.join()).isGreaterThan(10);
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(audit.violations()).isEmpty());
        assertThat(audit.orders() - before).isEqualTo(101);
    }

    private int readUntil(AtomicBoolean finished, PlacedOrder order) {
        int reads = 0;
        while (!finished.get()) {
            carol.assertReadable(order);
            reads++;
        }
        return reads;
    }

    @Test
    void rebuildContinuesAfterKill() {
        List<String> orders = carol.orders(100);
        operator.requestRebuild();

        system.deployment().killAndAwaitRestart(Component.QUERY_SERVICE);

        await().atMost(TIMEOUT).until(() -> operator.rebuildState().equals("DONE"));
        assertThat(carol.orders(100)).isEqualTo(orders);
    }
}
