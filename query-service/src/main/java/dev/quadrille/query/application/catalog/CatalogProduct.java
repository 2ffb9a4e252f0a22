package dev.quadrille.query.application.catalog;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;

/// What the catalog says of a product.
public record CatalogProduct(Sku sku, String name, Money price) {}
