package dev.quadrille.inventory.web;

import dev.quadrille.inventory.domain.Product;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;

/// A product as the API shows it.
record ProductDocument(Sku sku, String name, Money price) {

    static ProductDocument of(Product product) {
        return new ProductDocument(product.sku(), product.name(), product.price());
    }
}
