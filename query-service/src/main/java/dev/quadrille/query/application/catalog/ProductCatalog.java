package dev.quadrille.query.application.catalog;

import dev.quadrille.orderflow.value.Sku;
import java.util.List;
import java.util.Optional;

/// Where questions about products are answered.
public interface ProductCatalog {

    Optional<CatalogProduct> find(Sku sku);

    /// All products, by their SKUs.
    List<CatalogProduct> all();
}
