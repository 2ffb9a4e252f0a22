package dev.quadrille.order.domain;

import dev.quadrille.orderflow.value.Money;

/// The name and price of a product in the catalog.
public record ListedProduct(String name, Money price) {}
