package dev.quadrille.inventory.web;

import dev.quadrille.orderflow.value.Sku;
import java.util.Optional;

/// The part of a path that names a SKU.
final class SkuPath {

    private SkuPath() {}

    /// Empty where it is no SKU at all.
    static Optional<Sku> sku(String text) {
        return text.matches(Sku.PATTERN) ? Optional.of(new Sku(text)) : Optional.empty();
    }
}
