package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.Texts;

/// inventory-service has listed a product, or has changed its name or price. The version increases
/// by one with each change; of several events for one SKU, the one with the highest version
/// applies. An event without a version was published before products had versions.
public record ProductListed(Sku sku, String name, Money price, long version) {

    public ProductListed {
        requireNonNull(sku, "sku");
        Texts.require(name, 200, "product name");
        requireNonNull(price, "price");
        if (version < 0) {
            throw new IllegalArgumentException("version must not be negative");
        }
    }
}
