package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.Product;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Lists or changes a product, and publishes the new version through the transactional outbox.
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

    /// Stores the product if the condition holds for the current product. The lock prevents a
    /// concurrent change between the check and the write.
    @Transactional
    public Outcome put(Product product, Predicate<Optional<Product>> condition) {
        if (!condition.test(products.lock(product.sku()))) {
            return Outcome.PRECONDITION_FAILED;
        }
        return put(product) ? Outcome.LISTED : Outcome.CHANGED;
    }

    /// The result of a conditional request.
    public enum Outcome {
        LISTED,
        CHANGED,
        /// The condition does not hold. The catalog is unchanged.
        PRECONDITION_FAILED
    }

    /// Stores the product and returns whether it is new. A new product has no stock.
    @Transactional
    public boolean put(Product product) {
        Products.Written written = products.put(product);
        if (written.isNew()) {
            levels.create(product.sku());
        }
        outbox.append(EventEnvelope.of(product.listed(written.version())));
        return written.isNew();
    }
}
