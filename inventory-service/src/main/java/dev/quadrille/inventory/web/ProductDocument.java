package dev.quadrille.inventory.web;

import dev.quadrille.inventory.domain.Product;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.http.EntityTag;
import java.util.stream.Stream;

/// The API representation of a product.
record ProductDocument(Sku sku, String name, Money price) {

    static ProductDocument of(Product product) {
        return new ProductDocument(product.sku(), product.name(), product.price());
    }

    /// Returns the entity tag. The query service, from which clients read products, computes the
    /// same tag.
    String tag() {
        return EntityTag.of(
                Stream.of(
                        sku.value(),
                        name,
                        Long.toString(price.amount()),
                        price.currency().getCurrencyCode()));
    }
}
