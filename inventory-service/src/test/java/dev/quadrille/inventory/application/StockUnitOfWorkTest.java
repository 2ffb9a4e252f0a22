package dev.quadrille.inventory.application;

import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.orderConfirmed;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockUnitOfWorkTest {

    private static final Sku MUG = new Sku("TRAVEL-MUG");
    private static final Sku KETTLE = new Sku("COPPER-KETTLE");
    private static final Sku FILTER = new Sku("GOLD-FILTER");

    @Test
    void reservesAllLinesOfAnOrder() {
        StockUnitOfWork work = workWith(level(MUG, 5), level(KETTLE, 1));
        reserve(work, order(1), line(MUG, 2), line(KETTLE, 1));
        assertThat(work.changedLevels())
                .containsExactly(new StockLevel(KETTLE, 0, 1, 0), new StockLevel(MUG, 3, 2, 0));
    }

    @Test
    void rejectsAnOrderWithOneUnavailableLine() {
        StockUnitOfWork work = workWith(level(MUG, 5), level(KETTLE, 0));
        reserve(work, order(1), line(MUG, 2), line(KETTLE, 1));
        assertThat(work.reservations().of(order(1))).isEqualTo(new Reservation.Rejected(order(1)));
        assertThat(work.changedLevels()).isEmpty();
    }

    @Test
    void rejectsAnOrderOfAnUnknownSku() {
        StockUnitOfWork work = workWith(level(MUG, 5));
        reserve(work, order(1), line(FILTER, 1));
        assertThat(work.reservations().of(order(1))).isEqualTo(new Reservation.Rejected(order(1)));
    }

    @Test
    void mergesLinesOfTheSameSku() {
        StockUnitOfWork work = workWith(level(MUG, 5), level(KETTLE, 3));
        reserve(work, order(1), line(MUG, 2), line(KETTLE, 1), line(MUG, 3));
        assertThat(work.reservations().of(order(1)).held())
                .containsExactly(line(MUG, 5), line(KETTLE, 1));
        reserve(work, order(2), line(KETTLE, 1), line(KETTLE, 2));
        assertThat(work.reservations().of(order(2))).isEqualTo(new Reservation.Rejected(order(2)));
        release(work, order(1));
        assertThat(work.changedLevels()).containsExactly(level(KETTLE, 3), level(MUG, 5));
    }

    @Test
    void rejectsAQuantityAboveTheMaximum() {
        StockUnitOfWork work = workWith(level(MUG, 2_000));
        reserve(work, order(1), line(MUG, Quantity.MAX), line(MUG, 1));
        assertThat(work.reservations().of(order(1))).isEqualTo(new Reservation.Rejected(order(1)));
    }

    @Test
    void subtractsReservationsOfEarlierOrdersInTheBatch() {
        StockUnitOfWork work = workWith(level(MUG, 5));
        reserve(work, order(1), line(MUG, 3));
        reserve(work, order(2), line(MUG, 3));
        reserve(work, order(3), line(MUG, 2));
        assertThat(work.reservations().of(order(2))).isEqualTo(new Reservation.Rejected(order(2)));
        assertThat(work.changedLevels()).containsExactly(new StockLevel(MUG, 0, 5, 0));
    }

    @Test
    void addsReleasesOfEarlierOrdersInTheBatch() {
        StockUnitOfWork work = workWith(level(KETTLE, 1));
        reserve(work, order(1), line(KETTLE, 1));
        release(work, order(1));
        reserve(work, order(2), line(KETTLE, 1));
        assertThat(work.reservations().of(order(2)).held()).containsExactly(line(KETTLE, 1));
    }

    @Test
    void shipsReservedStock() {
        StockUnitOfWork work = workWith(level(MUG, 5));
        reserve(work, order(1), line(MUG, 2));
        commit(work, order(1));
        assertThat(work.changedLevels()).containsExactly(new StockLevel(MUG, 3, 0, 2));
    }

    @Test
    void ignoresRepeatedEvents() {
        StockUnitOfWork work = workWith(level(MUG, 5));
        for (int time = 0; time < 3; time++) {
            reserve(work, order(1), line(MUG, 2));
        }
        for (int time = 0; time < 3; time++) {
            release(work, order(1));
        }
        assertThat(work.changedLevels()).containsExactly(level(MUG, 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void preservesTheNumberOfPiecesForRandomEvents(long seed) {
        Random random = new Random(seed);
        Map<Sku, Long> delivered = Map.of(MUG, 20L, KETTLE, 1L, FILTER, 0L);
        StockUnitOfWork work = workWith(level(MUG, 20), level(KETTLE, 1), level(FILTER, 0));
        for (int step = 0; step < 2_000; step++) {
            processRandomEvent(work, order(random.nextInt(60)), random);
            // The constructor of StockLevel verifies that no counter is negative.
            assertThat(work.changedLevels())
                    .allSatisfy(level ->
                            assertThat(level.delivered()).isEqualTo(delivered.get(level.sku())));
            assertThat(reservedIn(work)).isEqualTo(heldIn(work));
        }
    }

    private static void processRandomEvent(StockUnitOfWork work, OrderId order, Random random) {
        Reservation current = work.reservations().of(order);
        switch (random.nextInt(4)) {
            case 0, 1 ->
                    reserve(
                            work,
                            order,
                            line(MUG, 1 + random.nextInt(4)),
                            line(random.nextBoolean() ? KETTLE : FILTER, 1));
            case 2 -> reserve(work, order, line(MUG, 1 + random.nextInt(4)));
            default -> end(work, order, current, random);
        }
    }

    private static void end(
            StockUnitOfWork work, OrderId order, Reservation current, Random random) {
        if (current instanceof Reservation.Reserved && random.nextInt(3) == 0) {
            commit(work, order);
        } else if (!(current instanceof Reservation.Committed)) {
            release(work, order);
        }
    }

    private static long reservedIn(StockUnitOfWork work) {
        return work.changedLevels().stream().mapToLong(StockLevel::reserved).sum();
    }

    private static long heldIn(StockUnitOfWork work) {
        return work.reservations().changed().values().stream()
                .flatMap(reservation -> reservation.held().stream())
                .mapToLong(line -> line.quantity().value())
                .sum();
    }

    private static void reserve(StockUnitOfWork work, OrderId order, StockLine... lines) {
        Decision<Reservation> _ =
                work.decide(
                        order,
                        it -> it.reserve(orderPlaced(order, List.of(lines)), work::isAvailable));
    }

    private static void commit(StockUnitOfWork work, OrderId order) {
        Decision<Reservation> _ = work.decide(order, it -> it.commit(orderConfirmed(order)));
    }

    private static void release(StockUnitOfWork work, OrderId order) {
        Decision<Reservation> _ =
                work.decide(
                        order,
                        it ->
                                it.release(
                                        orderCancelled(
                                                order, CancellationReason.CUSTOMER_REQUEST)));
    }

    private static StockUnitOfWork workWith(StockLevel... levels) {
        return new StockUnitOfWork(
                new UnitOfWork<>(Map.of(), Reservation.None::new), List.of(levels));
    }

    private static StockLevel level(Sku sku, long available) {
        return new StockLevel(sku, available, 0, 0);
    }

    private static StockLine line(Sku sku, int pieces) {
        return new StockLine(sku, new Quantity(pieces));
    }

    private static OrderId order(int number) {
        return new OrderId(new UUID(0x0192000000007000L, 0x8000000000000000L + number));
    }
}
