package dev.quadrille.platform.idempotency;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/// Deletes expired responses from the idempotency store. Every replica does so; rows that another
/// one is deleting are skipped.
final class IdempotencyCleanup {

    private static final int BATCH = 100;

    private final IdempotencyStore store;

    IdempotencyCleanup(IdempotencyStore store) {
        this.store = store;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void deleteExpired() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = store.deleteExpired(BATCH) == BATCH;
        }
    }
}
