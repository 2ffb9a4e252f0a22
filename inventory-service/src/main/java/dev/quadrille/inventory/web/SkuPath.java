package dev.quadrille.inventory.web;

import dev.quadrille.orderflow.value.Sku;
import java.util.Optional;

/// Parses the SKU in a path.
final class SkuPath {

    private SkuPath() {}

    /// Returns the SKU, or empty if the text is not a valid SKU.
    static Optional<Sku> sku(String text) {
        return text.matches(Sku.PATTERN) ? Optional.of(new Sku(text)) : Optional.empty();
    }
}
