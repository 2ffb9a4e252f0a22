package dev.quadrille.query.web.catalog;

import dev.quadrille.platform.http.EntityTag;
import dev.quadrille.query.application.catalog.CatalogProduct;
import java.util.List;

/// The representation of all products in the API.
record ProductListDocument(List<CatalogProductDocument> products) {

    static ProductListDocument of(List<CatalogProduct> products) {
        return new ProductListDocument(products.stream().map(CatalogProductDocument::of).toList());
    }

    String tag() {
        return EntityTag.of(products.stream().map(CatalogProductDocument::toString));
    }
}
