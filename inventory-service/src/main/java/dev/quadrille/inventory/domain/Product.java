package dev.quadrille.inventory.domain;

import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;

/// Something the shop sells.
public record Product(Sku sku, String name, Money price) {

    /// The fact to tell about it; also checks its invariants.
    public ProductListed listed() {
        return new ProductListed(sku, name, price);
    }
}
