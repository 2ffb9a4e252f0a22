package dev.quadrille.query.application.catalog;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;

/// A product of the catalog.
public record CatalogProduct(Sku sku, String name, Money price) {}
