package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.Product;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;
import java.util.Optional;

/// The repository of the catalog.
public interface Products {

    /// Locks the catalog against inserts until the end of the transaction, and returns whether it
    /// is empty. The lock prevents two replicas from creating the demo catalog.
    boolean lockAndCheckEmpty();

    /// Locks a SKU until the end of the transaction, even if the product does not exist, and
    /// returns the current product.
    Optional<Product> lock(Sku sku);

    /// Inserts or replaces the product and increments its version. The row stays locked until the
    /// end of the transaction, so that versions are published in order.
    Written put(Product product);

    /// Locks and returns the products without a version.
    List<Product> lockUnversioned();

    /// The result of a write.
    ///
    /// @param version 1 for a new product; each change increments it
    record Written(boolean isNew, long version) {}
}
