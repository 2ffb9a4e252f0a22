package dev.quadrille.order.application;

import dev.quadrille.order.domain.ListedProduct;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Sku;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Order-service's replica of the catalog.
public interface Catalog {

    /// What of these is listed; a SKU that is missing in the answer is not known.
    Map<Sku, ListedProduct> find(Set<Sku> skus);

    /// Takes over what was listed, the last word on each SKU holding.
    void update(Collection<ProductListed> listed);

    boolean isEmpty();
}
