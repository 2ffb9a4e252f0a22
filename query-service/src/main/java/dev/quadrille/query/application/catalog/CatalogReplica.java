package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.ProductListed;
import java.util.Collection;

/// The replica of the catalog in the service's tables.
public interface CatalogReplica extends ProductCatalog {

    /// Stores listed products. An older version never replaces a newer one, independent of the
    /// order and the number of deliveries. An event without a version (0) was published before
    /// products had versions; it counts as a change if its position in the log is later than that
    /// of the stored one.
    void update(Collection<EventEnvelope<ProductListed>> listed);

    /// The position of the newest event that was consumed; -1 if there is none.
    long position();
}
