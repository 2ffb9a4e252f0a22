package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.Product;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Publication;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Lists a product in the catalog, or changes its name or price, and tells everyone.
@Component
public class PutProduct {

    private final Products products;
    private final StockLevels levels;
    private final Outbox outbox;

    PutProduct(Products products, StockLevels levels, Outbox outbox) {
        this.products = products;
        this.levels = levels;
        this.outbox = outbox;
    }

    /// Puts the product if the condition holds for the product as it is. No other request changes
    /// it in between.
    @Transactional
    public Outcome put(Product product, Predicate<Optional<Product>> condition) {
        if (!condition.test(products.lock(product.sku()))) {
            return Outcome.PRECONDITION_FAILED;
        }
        return put(product) ? Outcome.LISTED : Outcome.CHANGED;
    }

    /// What a conditional request has changed.
    public enum Outcome {
        LISTED,
        CHANGED,
        /// Nothing.
        PRECONDITION_FAILED
    }

    /// Returns whether the product is new; a new one has no stock.
    @Transactional
    public boolean put(Product product) {
        Products.Written written = products.put(product);
        if (written.isNew()) {
            levels.open(product.sku());
        }
        outbox.append(Publication.of(product.listed(written.version())));
        return written.isNew();
    }
}
