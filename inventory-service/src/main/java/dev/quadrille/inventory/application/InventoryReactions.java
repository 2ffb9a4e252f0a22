package dev.quadrille.inventory.application;

import static dev.quadrille.orderflow.OrderFlow.COMMIT_STOCK;
import static dev.quadrille.orderflow.OrderFlow.RELEASE_STOCK;
import static dev.quadrille.orderflow.OrderFlow.RESERVE_STOCK;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Reacts;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.States;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What inventory does in the flow.
@Component
class InventoryReactions implements Reactions<StockRoom> {

    private final StateStore<Reservation> reservations;
    private final StockLevels levels;

    InventoryReactions(StateStore<Reservation> reservations, StockLevels levels) {
        this.reservations = reservations;
        this.levels = levels;
    }

    @Override
    public Participant participant() {
        return Participant.INVENTORY;
    }

    @Override
    public StockRoom load(Batch batch) {
        States<Reservation> states = reservations.load(batch);
        NavigableSet<Sku> skus = new TreeSet<>();
        batch.events().forEach(event -> touched(event, states).forEach(skus::add));
        return new StockRoom(states, levels.lock(skus));
    }

    /// The SKUs whose counters the event may move.
    private static Stream<Sku> touched(OrderEvent event, States<Reservation> states) {
        Stream<Sku> asked =
                event instanceof OrderPlaced placed
                        ? placed.lines().stream().map(OrderLine::sku)
                        : Stream.empty();
        // What is held for an order that cannot be read is not known; its event fails anyway.
        Stream<Sku> held =
                states.unreadable().contains(event.orderId())
                        ? Stream.empty()
                        : states.of(event.orderId()).held().stream().map(StockLine::sku);
        return Stream.concat(asked, held);
    }

    @Reacts(RESERVE_STOCK)
    Decision<Reservation> reserve(StockRoom room, OrderPlaced placed) {
        return room.decide(placed.orderId(), reservation -> reservation.reserve(placed, room::has));
    }

    @Reacts(COMMIT_STOCK)
    Decision<Reservation> commit(StockRoom room, OrderConfirmed confirmed) {
        return room.decide(confirmed.orderId(), reservation -> reservation.commit(confirmed));
    }

    @Reacts(RELEASE_STOCK)
    Decision<Reservation> release(StockRoom room, OrderCancelled cancelled) {
        return room.decide(cancelled.orderId(), reservation -> reservation.release(cancelled));
    }

    @Override
    public void save(StockRoom room) {
        levels.save(room.changedLevels());
        reservations.save(room.reservations());
    }
}
