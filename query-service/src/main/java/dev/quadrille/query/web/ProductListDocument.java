package dev.quadrille.query.web;

import dev.quadrille.platform.http.EntityTag;
import dev.quadrille.query.application.catalog.Product;
import java.util.List;

/// All products as the API shows them.
record ProductListDocument(List<ProductDocument> products) {

    static ProductListDocument of(List<Product> products) {
        return new ProductListDocument(products.stream().map(ProductDocument::of).toList());
    }

    String tag() {
        return EntityTag.of(products.stream().map(ProductDocument::toString));
    }
}
