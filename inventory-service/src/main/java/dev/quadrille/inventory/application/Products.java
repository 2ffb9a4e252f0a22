package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.Product;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;
import java.util.Optional;

/// The catalog.
public interface Products {

    /// Whether the catalog has no product at all. Waits for whoever is filling it in another
    /// transaction.
    boolean isEmptyForUs();

    /// The product as it is. Others that call this for the same SKU wait until the transaction
    /// ends, whether there is a product or not.
    Optional<Product> lock(Sku sku);

    /// Inserts the product, or replaces the one with its SKU, under the next version. The row stays
    /// locked until the transaction ends, so versions are published in their order.
    Written put(Product product);

    /// Locks and returns the products that were listed before products had versions.
    List<Product> lockUnversioned();

    /// A product as it was written.
    ///
    /// @param version 1 for a new product, and one more with each change
    record Written(boolean isNew, long version) {}
}
