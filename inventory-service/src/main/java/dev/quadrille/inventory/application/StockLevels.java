package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.orderflow.value.Sku;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/// The repository of stock levels.
public interface StockLevels {

    /// Reads and locks stock levels until the end of the transaction. The lock order by SKU
    /// prevents a deadlock between batches. The result does not contain unknown SKUs.
    List<StockLevel> lock(NavigableSet<Sku> skus);

    /// Writes locked stock levels with one statement.
    void save(Collection<StockLevel> levels);

    /// Creates an empty stock level for a new SKU.
    void open(Sku sku);

    /// Adds pieces to the stock of a SKU with one statement, and returns the new level. The result
    /// is empty if the SKU is unknown or if the stock would exceed {@link
    /// StockLevel#MAX_DELIVERED}.
    Optional<StockLevel> deliver(Sku sku, int pieces);

    Optional<StockLevel> find(Sku sku);

    /// Returns all stock levels, ordered by SKU.
    List<StockLevel> all();
}
