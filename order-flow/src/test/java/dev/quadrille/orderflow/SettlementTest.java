package dev.quadrille.orderflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.event.StockReleased;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettlementTest {

    @Test
    void aConfirmedOrderIsSettled() {
        assertThat(Settlement.isSettled(Set.of(OrderConfirmed.class), Optional.empty())).isTrue();
    }

    @Test
    void anOpenOrderIsNotSettled() {
        assertThat(Settlement.isSettled(Set.of(OrderPlaced.class), Optional.empty())).isFalse();
    }

    @Test
    void anOrderRejectedForStockIsSettledAtOnce() {
        assertThat(
                        Settlement.isSettled(
                                Set.of(OrderCancelled.class),
                                Optional.of(CancellationReason.STOCK_REJECTED)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledOrderIsSettledByExactlyItsCompensations(CancellationReason reason) {
        List<Class<? extends OrderEvent>> answers =
                OrderFlow.compensationsOf(reason).stream()
                        .flatMap(row -> row.success().stream())
                        .toList();
        for (Set<Class<? extends OrderEvent>> answered : subsetsOf(answers)) {
            answered.add(OrderCancelled.class);
            assertThat(Settlement.isSettled(answered, Optional.of(reason)))
                    .as(reason + " with " + answered)
                    .isEqualTo(answered.containsAll(answers));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CUSTOMER_REQUEST", "DEADLINE_PASSED"})
    void aRefusalCountsAsTheCompensationOfItsStep(CancellationReason interruption) {
        Set<Class<? extends OrderEvent>> seen =
                Set.of(
                        OrderCancelled.class,
                        StockReleased.class,
                        PaymentDeclined.class,
                        ShipmentCancelled.class);
        assertThat(Settlement.isSettled(seen, Optional.of(interruption))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void onceSettledNoFurtherEventRevertsIt(CancellationReason reason) {
        for (Set<Class<? extends OrderEvent>> seen : subsetsOf(allEvents())) {
            if (Settlement.isSettled(seen, Optional.of(reason))) {
                for (Class<? extends OrderEvent> more : allEvents()) {
                    Set<Class<? extends OrderEvent>> grown = new HashSet<>(seen);
                    grown.add(more);
                    assertThat(Settlement.isSettled(grown, Optional.of(reason))).isTrue();
                }
            }
        }
    }

    private static List<Class<? extends OrderEvent>> allEvents() {
        return Stream.concat(
                        Stream.<Class<? extends OrderEvent>>of(OrderPlaced.class),
                        Arrays.stream(OrderFlow.values()).flatMap(row -> row.publishes().stream()))
                .toList();
    }

    private static <T> List<Set<T>> subsetsOf(List<T> all) {
        return Stream.iterate(0, mask -> mask < 1 << all.size(), mask -> mask + 1)
                .map(mask -> subset(all, mask))
                .toList();
    }

    private static <T> Set<T> subset(List<T> all, int mask) {
        Set<T> subset = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if ((mask >> i & 1) == 1) {
                subset.add(all.get(i));
            }
        }
        return subset;
    }
}
