package dev.quadrille.order.domain;

import dev.quadrille.orderflow.value.Money;

/// What the catalog says of a product.
public record ListedProduct(String name, Money price) {}
