package dev.quadrille.query.application.catalog;

import dev.quadrille.orderflow.value.Sku;
import java.util.List;
import java.util.Optional;

/// The queries of clients about products.
public interface ProductCatalog {

    Optional<CatalogProduct> find(Sku sku);

    /// All products, sorted by SKU.
    List<CatalogProduct> all();
}
