package dev.quadrille.inventory.web;

import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;

/// The counters of one SKU as the API shows them.
record StockDocument(Sku sku, long available, long reserved, long shipped, long delivered) {

    static StockDocument of(StockLevel level) {
        return new StockDocument(
                level.sku(),
                level.available(),
                level.reserved(),
                level.shipped(),
                level.delivered());
    }

    /// The counters of every SKU.
    record All(List<StockDocument> stock) {
        All {
            stock = List.copyOf(stock);
        }
    }
}
