package dev.quadrille.messaging.idempotency;

import dev.quadrille.messaging.leader.LeaderOnlyTask;
import dev.quadrille.messaging.leader.Lease;
import java.time.Duration;

/// Leader-only task that deletes expired responses from the idempotency store.
final class IdempotencyCleanup extends LeaderOnlyTask {

    private final IdempotencyStore store;

    IdempotencyCleanup(Lease lease, IdempotencyStore store) {
        super("idempotency-cleanup", lease, Duration.ofSeconds(5));
        this.store = store;
    }

    @Override
    protected void runOnce() {
        inBatches(store::deleteExpired);
    }
}
