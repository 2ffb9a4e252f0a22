package dev.quadrille.inventory.application;

import static dev.quadrille.orderflow.OrderFlow.COMMIT_STOCK;
import static dev.quadrille.orderflow.OrderFlow.RELEASE_STOCK;
import static dev.quadrille.orderflow.OrderFlow.RESERVE_STOCK;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Handles;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoints;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The saga participant of the inventory service. It reserves stock for an order, and commits the
/// reservation when the order is confirmed. Its compensation releases the reservation.
@Component
class InventorySagaParticipant implements SagaParticipant<StockUnitOfWork> {

    private final StateStore<Reservation> reservations;
    private final StockLevels levels;
    private final FaultPoints faults;

    InventorySagaParticipant(
            StateStore<Reservation> reservations, StockLevels levels, FaultPoints faults) {
        this.faults = faults;
        this.reservations = reservations;
        this.levels = levels;
    }

    @Override
    public Participant participant() {
        return Participant.INVENTORY;
    }

    @Override
    public StockUnitOfWork load(Batch batch) {
        UnitOfWork<Reservation> states = reservations.load(batch);
        NavigableSet<Sku> skus = new TreeSet<>();
        batch.events().forEach(event -> affectedSkus(event, states).forEach(skus::add));
        return new StockUnitOfWork(states, levels.lock(skus));
    }

    /// Returns the SKUs whose stock levels the event may change.
    private static Stream<Sku> affectedSkus(OrderEvent event, UnitOfWork<Reservation> states) {
        Stream<Sku> ordered =
                event instanceof OrderPlaced placed
                        ? placed.lines().stream().map(OrderLine::sku)
                        : Stream.empty();
        // The reserved SKUs of an unreadable reservation are unknown. The event of the order fails.
        Stream<Sku> held =
                states.unreadable().contains(event.orderId())
                        ? Stream.empty()
                        : states.of(event.orderId()).held().stream().map(StockLine::sku);
        return Stream.concat(ordered, held);
    }

    @Handles(RESERVE_STOCK)
    Decision<Reservation> reserve(StockUnitOfWork work, OrderPlaced placed) {
        boolean soldOut = faults.injects(Fault.REJECT, placed.customerId().value());
        return work.decide(
                placed.orderId(),
                reservation ->
                        reservation.reserve(placed, line -> !soldOut && work.isAvailable(line)));
    }

    @Handles(COMMIT_STOCK)
    Decision<Reservation> commit(StockUnitOfWork work, OrderConfirmed confirmed) {
        return work.decide(confirmed.orderId(), reservation -> reservation.commit(confirmed));
    }

    @Handles(RELEASE_STOCK)
    Decision<Reservation> release(StockUnitOfWork work, OrderCancelled cancelled) {
        return work.decide(cancelled.orderId(), reservation -> reservation.release(cancelled));
    }

    @Override
    public void save(StockUnitOfWork work) {
        levels.save(work.changedLevels());
        reservations.save(work.reservations());
    }
}
