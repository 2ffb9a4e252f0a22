package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/// A unit of work with the reservations and stock levels of one batch. It derives the stock levels
/// from the reservations: the pieces that a decision reserves or ships are subtracted from the
/// available stock.
final class StockUnitOfWork {

    private final UnitOfWork<Reservation> reservations;
    private final Map<Sku, StockLevel> levels = new HashMap<>();
    private final NavigableMap<Sku, StockLevel> changed = new TreeMap<>();

    StockUnitOfWork(UnitOfWork<Reservation> reservations, Collection<StockLevel> levels) {
        this.reservations = reservations;
        levels.forEach(level -> this.levels.put(level.sku(), level));
    }

    /// Returns whether the line is in stock, after all previous decisions of the batch.
    boolean isAvailable(StockLine line) {
        StockLevel level = levels.get(line.sku());
        return level != null && level.available() >= line.quantity().value();
    }

    Decision<Reservation> decide(
            OrderId order, Function<Reservation, Decision<Reservation>> decider) {
        Reservation before = reservations.of(order);
        Decision<Reservation> decision = reservations.decide(order, decider);
        if (decision instanceof Decision.Step<Reservation> step) {
            move(before.held(), -1, 0);
            move(before.shipped(), 0, -1);
            move(step.next().held(), 1, 0);
            move(step.next().shipped(), 0, 1);
        }
        return decision;
    }

    private void move(List<StockLine> lines, int toReserved, int toShipped) {
        for (StockLine line : lines) {
            int pieces = line.quantity().value();
            StockLevel level = levels.get(line.sku());
            if (level == null) {
                throw new IllegalStateException("No stock level is loaded for " + line.sku());
            }
            StockLevel moved = level.moved((long) toReserved * pieces, (long) toShipped * pieces);
            levels.put(line.sku(), moved);
            changed.put(line.sku(), moved);
        }
    }

    UnitOfWork<Reservation> reservations() {
        return reservations;
    }

    /// Returns the changed stock levels, one per SKU.
    Collection<StockLevel> changedLevels() {
        return changed.values();
    }
}
