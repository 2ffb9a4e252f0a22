package dev.quadrille.order.application;

import dev.quadrille.messaging.Received;
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

    /// Stores what was listed, but no older version over a newer one, in whatever order and however
    /// often the events are delivered. An event without a version (0) was published before products
    /// had versions; it counts as a change if it stands later in the log than what is stored.
    void update(Collection<Received<ProductListed>> listed);

    boolean isEmpty();
}
