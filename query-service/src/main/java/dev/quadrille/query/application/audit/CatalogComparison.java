package dev.quadrille.query.application.audit;

import dev.quadrille.messaging.audit.AuditedProduct;
import dev.quadrille.query.application.audit.AuditedSystem.CatalogCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares the replicas of the catalog with the catalog. A difference counts after it was read
/// twice: an event may be on its way.
final class CatalogComparison {

    private CatalogComparison() {}

    /// Compares all copies of the catalog.
    ///
    /// @param pause waits before a suspected difference is read again
    static AuditResult compare(AuditedSystem system, Runnable pause) {
        List<AuditFinding> findings = findings(system);
        if (!findings.isEmpty()) {
            pause.run();
            List<AuditFinding> before = findings;
            findings =
                    findings(system).stream()
                            .filter(again -> before.stream().anyMatch(again::repeats))
                            .toList();
        }
        int products = system.products(CatalogCopy.INVENTORY_SERVICE).size();
        return AuditResult.of(
                AuditCheck.CATALOG,
                "%,d products in %d copies".formatted(products, CatalogCopy.values().length),
                findings);
    }

    private static List<AuditFinding> findings(AuditedSystem system) {
        Map<String, AuditedProduct> catalog = bySku(system, CatalogCopy.INVENTORY_SERVICE);
        List<AuditFinding> findings = new ArrayList<>();
        for (CatalogCopy copy : CatalogCopy.values()) {
            Map<String, AuditedProduct> replica = bySku(system, copy);
            SortedSet<String> skus = new TreeSet<>(catalog.keySet());
            skus.addAll(replica.keySet());
            for (String sku : skus) {
                AuditedProduct expected = catalog.get(sku);
                AuditedProduct actual = replica.get(sku);
                if (expected == null || !expected.equals(actual)) {
                    findings.add(
                            new AuditFinding(
                                    AuditCheck.CATALOG,
                                    sku + " in " + copy.label(),
                                    describe(actual) + ", must be " + describe(expected)));
                }
            }
        }
        return findings;
    }

    private static Map<String, AuditedProduct> bySku(AuditedSystem system, CatalogCopy copy) {
        return system.products(copy).stream()
                .collect(Collectors.toMap(AuditedProduct::sku, Function.identity()));
    }

    private static String describe(@Nullable AuditedProduct product) {
        return product == null
                ? "missing"
                : "version %d, %d %s, \"%s\""
                        .formatted(
                                product.version(),
                                product.amount(),
                                product.currency(),
                                product.name());
    }
}
