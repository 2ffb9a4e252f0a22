package dev.quadrille.system.fuzz;

import dev.quadrille.system.deployment.Operator;
import java.util.List;

/// Products for this test only, so that it does not change the stock of other tests.
final class FuzzCatalog {

    static final List<String> SKUS = List.of("FUZZ-1", "FUZZ-2", "FUZZ-3");

    private static final int QUANTITY = 900_000;
    private static final long CENTS = 1_000;

    private FuzzCatalog() {}

    static void create(Operator operator) {
        SKUS.forEach(sku -> {
            operator.createProduct(sku, CENTS);
            operator.deliver(QUANTITY, sku);
        });
    }
}
