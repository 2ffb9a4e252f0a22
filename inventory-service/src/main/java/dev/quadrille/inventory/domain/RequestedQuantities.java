package dev.quadrille.inventory.domain;

import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// What an order asks for in all, each SKU once, in the order of its lines. Order-service merges
/// lines before it accepts them; but an event that does not must not stop the log.
record RequestedQuantities(SequencedMap<Sku, Integer> pieces) {

    static RequestedQuantities by(OrderPlaced placed) {
        SequencedMap<Sku, Integer> pieces = new LinkedHashMap<>();
        placed.lines()
                .forEach(line -> pieces.merge(line.sku(), line.quantity().value(), Math::addExact));
        return new RequestedQuantities(pieces);
    }

    /// What could not be held.
    List<Sku> missing(Predicate<StockLine> available) {
        return pieces.entrySet().stream()
                .filter(wanted -> wanted.getValue() > Quantity.MAX || !available.test(line(wanted)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The lines to hold; none of them is beyond what a line takes, if none is missing.
    List<StockLine> lines() {
        return pieces.entrySet().stream().map(RequestedQuantities::line).toList();
    }

    private static StockLine line(Map.Entry<Sku, Integer> wanted) {
        return new StockLine(wanted.getKey(), new Quantity(wanted.getValue()));
    }
}
