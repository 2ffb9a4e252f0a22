package dev.quadrille.query.application.catalog;

import dev.quadrille.orderflow.value.Sku;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.stereotype.Component;

/// Global table: every replica has all products of the catalog topic in memory.
///
/// Decision record: `docs/decisions/0016-global-table.md`.
@Component
public class CatalogGlobalTable {

    private final Map<Sku, CatalogProduct> products = new ConcurrentSkipListMap<>();
    private final Counter ignored;

    CatalogGlobalTable(MeterRegistry meters) {
        this.ignored = meters.counter("quadrille.catalog.ignored");
    }

    public Optional<CatalogProduct> find(Sku sku) {
        return Optional.ofNullable(products.get(sku));
    }

    /// All products, sorted by SKU.
    public List<CatalogProduct> all() {
        return products.values().stream().toList();
    }

    /// Returns the new state of the product; empty if the stored one is newer. Called by one thread
    /// at a time.
    Optional<CatalogProduct> put(CatalogProduct listed) {
        CatalogProduct stored = products.get(listed.sku());
        if (stored != null && !listed.isNewerThan(stored)) {
            countIfLate(listed, stored);
            return Optional.empty();
        }
        CatalogProduct current = stored == null ? listed : listed.replacing(stored);
        products.put(current.sku(), current);
        return Optional.of(current);
    }

    /// Counts an old version that follows a newer one in the log, but no event that is read again.
    private void countIfLate(CatalogProduct listed, CatalogProduct stored) {
        if (listed.offset() > stored.offset()) {
            ignored.increment();
        }
    }
}
