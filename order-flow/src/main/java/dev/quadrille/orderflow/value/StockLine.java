package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

/// A number of pieces of one SKU that is reserved, released or shipped.
public record StockLine(Sku sku, Quantity quantity) {

    public StockLine {
        requireNonNull(sku, "a stock line has a sku");
        requireNonNull(quantity, "a stock line has a quantity");
    }
}
