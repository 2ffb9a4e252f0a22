package dev.quadrille.messaging.idempotency;

import dev.quadrille.messaging.leader.Lease;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/// Leader-only task that deletes expired responses from the idempotency store.
final class IdempotencyCleanup {

    private static final int BATCH = 100;

    private final Lease lease;
    private final IdempotencyStore store;

    IdempotencyCleanup(Lease lease, IdempotencyStore store) {
        this.lease = lease;
        this.store = store;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void deleteExpired() {
        boolean more = true;
        while (more && lease.isHeld()) {
            more = store.deleteExpired(BATCH) == BATCH;
        }
    }
}
