package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

/// One product of an order, with its name and price in the catalog when the order was accepted.
public record OrderLine(Sku sku, String name, Quantity quantity, Money unitPrice) {

    public OrderLine {
        requireNonNull(sku, "a line has a sku");
        Texts.require(name, 200, "product name");
        requireNonNull(quantity, "a line has a quantity");
        requireNonNull(unitPrice, "a line has a unit price");
    }

    public Money total() {
        return unitPrice.times(quantity);
    }

    public StockLine stock() {
        return new StockLine(sku, quantity);
    }
}
