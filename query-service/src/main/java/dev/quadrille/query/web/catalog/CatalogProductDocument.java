package dev.quadrille.query.web.catalog;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.http.EntityTag;
import dev.quadrille.query.application.catalog.CatalogProduct;
import java.util.stream.Stream;

/// The representation of a product in the API.
record CatalogProductDocument(Sku sku, String name, Money price) {

    static CatalogProductDocument of(CatalogProduct product) {
        return new CatalogProductDocument(product.sku(), product.name(), product.price());
    }

    /// The entity tag that inventory-service compares when a client changes the product.
    String tag() {
        return EntityTag.of(
                Stream.of(
                        sku.value(),
                        name,
                        Long.toString(price.amount()),
                        price.currency().getCurrencyCode()));
    }
}
