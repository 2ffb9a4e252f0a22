package dev.quadrille.order.application;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.order.domain.ListedProduct;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Sku;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// The local replica of the catalog, filled from its events (event-carried state transfer).
public interface Catalog {

    /// Returns the listed products. The result does not contain unknown SKUs.
    Map<Sku, ListedProduct> find(Set<Sku> skus);

    /// Stores listed products. An older version never replaces a newer version, so that duplicate
    /// and reordered events have no effect. An event without a version (0) was published before
    /// products had versions. Such an event is applied if its log offset is higher than the stored
    /// offset.
    void update(Collection<EventEnvelope<ProductListed>> listed);

    boolean isEmpty();
}
