package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.Received;
import dev.quadrille.orderflow.event.ProductListed;
import java.util.Collection;

/// The catalog as the service's tables have it.
public interface CatalogReplica extends ProductCatalog {

    /// Stores what was listed, but no older version over a newer one, in whatever order and however
    /// often the events are delivered. An event without a version (0) was published before products
    /// had versions; it counts as a change if it stands later in the log than what is stored.
    void update(Collection<Received<ProductListed>> listed);

    /// Where the newest event stands that was read; -1 if there is none.
    long position();
}
