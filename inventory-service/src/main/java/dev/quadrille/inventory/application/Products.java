package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.Product;

/// The catalog.
public interface Products {

    /// Whether the catalog has no product at all. Waits for whoever is filling it in another
    /// transaction.
    boolean isEmptyForUs();

    /// Puts the product in, or in the place of the one with its SKU; returns whether it is new.
    boolean put(Product product);
}
