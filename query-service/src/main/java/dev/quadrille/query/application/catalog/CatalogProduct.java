package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;

/// A product of the catalog.
///
/// @param version of its newest event; 0 if that was published before products had versions
/// @param offset of its newest event in the log
public record CatalogProduct(Sku sku, String name, Money price, long version, long offset) {

    static CatalogProduct of(EventEnvelope<ProductListed> listed) {
        ProductListed product = listed.event();
        return new CatalogProduct(
                product.sku(),
                product.name(),
                product.price(),
                product.version(),
                listed.position().offset());
    }

    /// Whether this replaces the stored state of the product. The version decides, because an older
    /// version may follow a newer one in the log. Without a version the offset decides.
    boolean isNewerThan(CatalogProduct stored) {
        return version > stored.version || (version == 0 && offset > stored.offset);
    }

    /// This state in place of the stored one. An event without a version does not reset the
    /// version.
    CatalogProduct replacing(CatalogProduct stored) {
        return new CatalogProduct(
                sku,
                name,
                price,
                Math.max(version, stored.version),
                Math.max(offset, stored.offset));
    }
}
