package dev.quadrille.system.fuzz;

import dev.quadrille.system.deployment.Operator;
import java.util.List;

/// Products that only this test sells, so that it takes nothing from other stories.
final class FuzzCatalog {

    static final List<String> SKUS = List.of("FUZZ-1", "FUZZ-2", "FUZZ-3");

    private static final int PIECES = 900_000;
    private static final long CENTS = 1_000;

    private FuzzCatalog() {}

    static void offer(Operator operator) {
        SKUS.forEach(sku -> {
            operator.createProduct(sku, CENTS);
            operator.deliver(PIECES, sku);
        });
    }
}
