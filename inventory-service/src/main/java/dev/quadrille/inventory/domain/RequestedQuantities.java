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

/// The total quantity of each SKU of an order, in the order of its lines. The order service merges
/// lines with the same SKU. This class also merges them, because an event with such lines must not
/// block the consumer.
record RequestedQuantities(SequencedMap<Sku, Integer> pieces) {

    static RequestedQuantities by(OrderPlaced placed) {
        SequencedMap<Sku, Integer> pieces = new LinkedHashMap<>();
        placed.lines()
                .forEach(line -> pieces.merge(line.sku(), line.quantity().value(), Math::addExact));
        return new RequestedQuantities(pieces);
    }

    /// Returns the SKUs that are not available in the requested quantity.
    List<Sku> missing(Predicate<StockLine> available) {
        return pieces.entrySet().stream()
                .filter(requested ->
                        requested.getValue() > Quantity.MAX || !available.test(line(requested)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Returns the lines to reserve. Every quantity is valid for a line if no SKU is missing.
    List<StockLine> lines() {
        return pieces.entrySet().stream().map(RequestedQuantities::line).toList();
    }

    private static StockLine line(Map.Entry<Sku, Integer> requested) {
        return new StockLine(requested.getKey(), new Quantity(requested.getValue()));
    }
}
