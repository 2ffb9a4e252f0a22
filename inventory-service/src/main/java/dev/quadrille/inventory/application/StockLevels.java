package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.orderflow.value.Sku;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/// The counters of all SKUs.
public interface StockLevels {

    /// Reads and locks counters until the end of the transaction, in the order of the SKUs, so that
    /// no two batches wait for each other. What is not in stock at all is left out.
    List<StockLevel> lock(NavigableSet<Sku> skus);

    /// Writes counters that were locked before, in one statement.
    void save(Collection<StockLevel> levels);

    /// Takes up a SKU that was not in stock before, with nothing of it.
    void open(Sku sku);

    /// Takes pieces of a SKU in, in one statement, and returns its counters; empty if there is no
    /// such SKU, or if {@link StockLevel#MAX_DELIVERED} would be passed.
    Optional<StockLevel> deliver(Sku sku, int pieces);

    Optional<StockLevel> find(Sku sku);

    /// All counters, by SKU.
    List<StockLevel> all();
}
