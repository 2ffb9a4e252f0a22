package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.Received;
import dev.quadrille.orderflow.event.ProductListed;
import java.util.Collection;

/// The catalog as the service's tables have it.
public interface CatalogReplica extends Catalog {

    /// Takes over what was listed; of each SKU the word that stands last in the log holds.
    void update(Collection<Received<ProductListed>> listed);

    /// Where the newest word stands that was taken over; -1 if there is none.
    long position();
}
