package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.Texts;

/// Inventory's word on a product: it is in the catalog under this name, at this price. The newest
/// one of a SKU holds.
public record ProductListed(Sku sku, String name, Money price) {

    public ProductListed {
        requireNonNull(sku, "sku");
        Texts.require(name, 200, "product name");
        requireNonNull(price, "price");
    }
}
