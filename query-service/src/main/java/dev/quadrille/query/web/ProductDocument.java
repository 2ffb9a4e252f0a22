package dev.quadrille.query.web;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.query.application.catalog.Product;
import java.util.stream.Stream;

/// A product as the API shows it.
record ProductDocument(Sku sku, String name, Money price) {

    static ProductDocument of(Product product) {
        return new ProductDocument(product.sku(), product.name(), product.price());
    }

    String tag() {
        return Tags.of(Stream.of(toString()));
    }
}
