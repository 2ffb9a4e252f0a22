package dev.quadrille.system.simulation;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The stock counters that all orders of a schedule share.
final class SimulatedStock {

    private final Map<Sku, StockLevel> levels = new HashMap<>();

    void fill(Sku sku, int pieces) {
        levels.put(sku, new StockLevel(sku, pieces, 0, 0));
    }

    boolean has(StockLine line) {
        return level(line).available() >= line.quantity().value();
    }

    void move(Reservation before, Reservation after) {
        move(before.held(), -1, 0);
        move(before.shipped(), 0, -1);
        move(after.held(), 1, 0);
        move(after.shipped(), 0, 1);
    }

    private void move(List<StockLine> lines, int toReserved, int toShipped) {
        for (StockLine line : lines) {
            long pieces = line.quantity().value();
            levels.put(line.sku(), level(line).moved(toReserved * pieces, toShipped * pieces));
        }
    }

    private StockLevel level(StockLine line) {
        StockLevel level = levels.get(line.sku());
        if (level == null) {
            throw new InvariantViolation("unknown SKU: " + line.sku());
        }
        return level;
    }

    long reserved() {
        return levels.values().stream().mapToLong(StockLevel::reserved).sum();
    }

    long shipped() {
        return levels.values().stream().mapToLong(StockLevel::shipped).sum();
    }
}
