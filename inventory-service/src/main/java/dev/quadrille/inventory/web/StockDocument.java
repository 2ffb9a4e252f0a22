package dev.quadrille.inventory.web;

import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;

/// The API representation of a stock level.
record StockDocument(Sku sku, long available, long reserved, long shipped, long delivered) {

    static StockDocument of(StockLevel level) {
        return new StockDocument(
                level.sku(),
                level.available(),
                level.reserved(),
                level.shipped(),
                level.delivered());
    }

    /// The stock levels of all SKUs.
    record All(List<StockDocument> stock) {
        All {
            stock = List.copyOf(stock);
        }
    }
}
