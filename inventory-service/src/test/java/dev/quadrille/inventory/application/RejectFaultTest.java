package dev.quadrille.inventory.application;

import static dev.quadrille.testsupport.samples.Samples.ALICE;
import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.testsupport.fakes.InMemoryStateStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectFaultTest {

    private final OrderPlaced placed = orderPlaced(ORDER);

    @Test
    void rejectsTheOrdersOfTheCustomerInScope() {
        assertThat(reservationAfter(new RejectingFor(ALICE.value())))
                .isEqualTo(new Reservation.Rejected(ORDER));
    }

    @Test
    void reservesStockForOthers() {
        assertThat(reservationAfter(new RejectingFor("bob")))
                .isInstanceOf(Reservation.Reserved.class);
        assertThat(reservationAfter(FaultPoints.NONE)).isInstanceOf(Reservation.Reserved.class);
    }

    private Reservation reservationAfter(FaultPoints faults) {
        InventorySagaParticipant participant =
                new InventorySagaParticipant(
                        new InMemoryStateStore<Reservation>(Reservation.None::new),
                        new UnusedStockLevels(),
                        faults);
        StockUnitOfWork work =
                new StockUnitOfWork(new UnitOfWork<>(Map.of(), Reservation.None::new), stock());
        participant.reserve(work, placed);
        return work.reservations().of(ORDER);
    }

    private List<StockLevel> stock() {
        return placed.lines().stream()
                .map(OrderLine::sku)
                .distinct()
                .map(sku -> new StockLevel(sku, 1000, 0, 0))
                .toList();
    }

    private record RejectingFor(String name) implements FaultPoints {

        @Override
        public void pass(FaultPoint point) {}

        @Override
        public boolean injects(Fault fault, String customer) {
            return fault == Fault.REJECT && customer.equals(name);
        }
    }

    /// The decision about an order uses only the levels of its unit of work.
    private static final class UnusedStockLevels implements StockLevels {

        @Override
        public List<StockLevel> lock(NavigableSet<Sku> skus) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void save(Collection<StockLevel> levels) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void create(Sku sku) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<StockLevel> deliver(Sku sku, int pieces) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<StockLevel> find(Sku sku) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<StockLevel> all() {
            throw new UnsupportedOperationException();
        }
    }
}
