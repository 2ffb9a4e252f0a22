package dev.quadrille.query.application.catalog;

import dev.quadrille.orderflow.value.Sku;
import java.util.List;
import java.util.Optional;

/// Where questions about products are answered.
public interface Catalog {

    Optional<Product> find(Sku sku);

    /// All products, by their SKUs.
    List<Product> all();
}
