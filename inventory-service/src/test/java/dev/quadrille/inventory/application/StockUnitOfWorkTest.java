package dev.quadrille.inventory.application;

import static dev.quadrille.messaging.samples.Samples.orderCancelled;
import static dev.quadrille.messaging.samples.Samples.orderConfirmed;
import static dev.quadrille.messaging.samples.Samples.orderPlaced;
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
    void holdsAllLinesOfAnOrder() {
        StockUnitOfWork room = roomWith(level(MUG, 5), level(KETTLE, 1));
        reserve(room, order(1), line(MUG, 2), line(KETTLE, 1));
        assertThat(room.changedLevels())
                .containsExactly(new StockLevel(KETTLE, 0, 1, 0), new StockLevel(MUG, 3, 2, 0));
    }

    @Test
    void holdsNothingOfAnOrderWithOneShortLine() {
        StockUnitOfWork room = roomWith(level(MUG, 5), level(KETTLE, 0));
        reserve(room, order(1), line(MUG, 2), line(KETTLE, 1));
        assertThat(room.reservations().of(order(1))).isEqualTo(new Reservation.Rejected(order(1)));
        assertThat(room.changedLevels()).isEmpty();
    }

    @Test
    void holdsNothingOfWhatIsNotInStockAtAll() {
        StockUnitOfWork room = roomWith(level(MUG, 5));
        reserve(room, order(1), line(FILTER, 1));
        assertThat(room.reservations().of(order(1))).isEqualTo(new Reservation.Rejected(order(1)));
    }

    @Test
    void addsUpTheLinesOfOneSku() {
        StockUnitOfWork room = roomWith(level(MUG, 5), level(KETTLE, 3));
        reserve(room, order(1), line(MUG, 2), line(KETTLE, 1), line(MUG, 3));
        assertThat(room.reservations().of(order(1)).held())
                .containsExactly(line(MUG, 5), line(KETTLE, 1));
        reserve(room, order(2), line(KETTLE, 1), line(KETTLE, 2));
        assertThat(room.reservations().of(order(2))).isEqualTo(new Reservation.Rejected(order(2)));
        release(room, order(1));
        assertThat(room.changedLevels()).containsExactly(level(KETTLE, 3), level(MUG, 5));
    }

    @Test
    void holdsNothingOfMoreThanAnOrderMayAskFor() {
        StockUnitOfWork room = roomWith(level(MUG, 2_000));
        reserve(room, order(1), line(MUG, Quantity.MAX), line(MUG, 1));
        assertThat(room.reservations().of(order(1))).isEqualTo(new Reservation.Rejected(order(1)));
    }

    @Test
    void countsWhatEarlierOrdersOfTheBatchHold() {
        StockUnitOfWork room = roomWith(level(MUG, 5));
        reserve(room, order(1), line(MUG, 3));
        reserve(room, order(2), line(MUG, 3));
        reserve(room, order(3), line(MUG, 2));
        assertThat(room.reservations().of(order(2))).isEqualTo(new Reservation.Rejected(order(2)));
        assertThat(room.changedLevels()).containsExactly(new StockLevel(MUG, 0, 5, 0));
    }

    @Test
    void countsWhatEarlierOrdersOfTheBatchGaveBack() {
        StockUnitOfWork room = roomWith(level(KETTLE, 1));
        reserve(room, order(1), line(KETTLE, 1));
        release(room, order(1));
        reserve(room, order(2), line(KETTLE, 1));
        assertThat(room.reservations().of(order(2)).held()).containsExactly(line(KETTLE, 1));
    }

    @Test
    void shipsWhatItHeld() {
        StockUnitOfWork room = roomWith(level(MUG, 5));
        reserve(room, order(1), line(MUG, 2));
        commit(room, order(1));
        assertThat(room.changedLevels()).containsExactly(new StockLevel(MUG, 3, 0, 2));
    }

    @Test
    void changesNothingOnARepeatedEvent() {
        StockUnitOfWork room = roomWith(level(MUG, 5));
        for (int time = 0; time < 3; time++) {
            reserve(room, order(1), line(MUG, 2));
        }
        for (int time = 0; time < 3; time++) {
            release(room, order(1));
        }
        assertThat(room.changedLevels()).containsExactly(level(MUG, 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void neitherLosesNorInventsAPieceWhateverHappens(long seed) {
        Random random = new Random(seed);
        Map<Sku, Long> delivered = Map.of(MUG, 20L, KETTLE, 1L, FILTER, 0L);
        StockUnitOfWork room = roomWith(level(MUG, 20), level(KETTLE, 1), level(FILTER, 0));
        for (int step = 0; step < 2_000; step++) {
            happen(room, order(random.nextInt(60)), random);
            // That no counter is negative, a level checks itself.
            assertThat(room.changedLevels())
                    .allSatisfy(level ->
                            assertThat(level.delivered()).isEqualTo(delivered.get(level.sku())));
            assertThat(reservedIn(room)).isEqualTo(heldIn(room));
        }
    }

    private static void happen(StockUnitOfWork room, OrderId order, Random random) {
        Reservation now = room.reservations().of(order);
        switch (random.nextInt(4)) {
            case 0, 1 ->
                    reserve(
                            room,
                            order,
                            line(MUG, 1 + random.nextInt(4)),
                            line(random.nextBoolean() ? KETTLE : FILTER, 1));
            case 2 -> reserve(room, order, line(MUG, 1 + random.nextInt(4)));
            default -> end(room, order, now, random);
        }
    }

    private static void end(StockUnitOfWork room, OrderId order, Reservation now, Random random) {
        if (now instanceof Reservation.Reserved && random.nextInt(3) == 0) {
            commit(room, order);
        } else if (!(now instanceof Reservation.Committed)) {
            release(room, order);
        }
    }

    private static long reservedIn(StockUnitOfWork room) {
        return room.changedLevels().stream().mapToLong(StockLevel::reserved).sum();
    }

    private static long heldIn(StockUnitOfWork room) {
        return room.reservations().changed().values().stream()
                .flatMap(reservation -> reservation.held().stream())
                .mapToLong(line -> line.quantity().value())
                .sum();
    }

    private static void reserve(StockUnitOfWork room, OrderId order, StockLine... lines) {
        Decision<Reservation> _ =
                room.decide(order, it -> it.reserve(orderPlaced(order, List.of(lines)), room::has));
    }

    private static void commit(StockUnitOfWork room, OrderId order) {
        Decision<Reservation> _ = room.decide(order, it -> it.commit(orderConfirmed(order)));
    }

    private static void release(StockUnitOfWork room, OrderId order) {
        Decision<Reservation> _ =
                room.decide(
                        order,
                        it ->
                                it.release(
                                        orderCancelled(
                                                order, CancellationReason.CUSTOMER_REQUEST)));
    }

    private static StockUnitOfWork roomWith(StockLevel... levels) {
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
