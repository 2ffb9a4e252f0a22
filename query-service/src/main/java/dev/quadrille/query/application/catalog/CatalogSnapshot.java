package dev.quadrille.query.application.catalog;

import java.util.Collection;
import java.util.List;

/// The persisted copy of the global table, shared by all replicas. A replica that starts while the
/// topic cannot be read serves its products.
public interface CatalogSnapshot {

    List<CatalogProduct> load();

    /// Takes at most one state of each product. An older one never replaces a newer one, so several
    /// replicas may save at the same time.
    void save(Collection<CatalogProduct> products);
}
