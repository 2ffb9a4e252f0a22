package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Write-behind: the leader saves changed products to the snapshot, all changes of a second in one
/// batch. A replica that becomes the leader saves all changes it has received since it started,
/// because it cannot tell which of them its predecessor has saved.
@Component
class CatalogWriteBehind {

    private final Lease lease;
    private final CatalogSnapshot snapshot;
    private final Map<Sku, CatalogProduct> unsaved = new ConcurrentSkipListMap<>();

    CatalogWriteBehind(Lease catalogLease, CatalogSnapshot snapshot) {
        this.lease = catalogLease;
        this.snapshot = snapshot;
    }

    void add(CatalogProduct changed) {
        unsaved.put(changed.sku(), changed);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void save() {
        List<CatalogProduct> batch = unsaved.values().stream().toList();
        if (lease.isHeld() && !batch.isEmpty()) {
            snapshot.save(batch);
            // Keeps a product that has changed again meanwhile.
            batch.forEach(saved -> unsaved.remove(saved.sku(), saved));
        }
    }
}
