package dev.quadrille.messaging.idempotency;

import dev.quadrille.messaging.leader.LeaderOnlyTask;
import dev.quadrille.messaging.leader.Lease;
import java.time.Duration;

/// Deletes the answers that have lived for their time.
final class IdempotencyCleanup extends LeaderOnlyTask {

    private final IdempotencyStore requests;

    IdempotencyCleanup(Lease lease, IdempotencyStore requests) {
        super("answer-expiry", lease, Duration.ofSeconds(5));
        this.requests = requests;
    }

    @Override
    protected void round() {
        inBatches(requests::forgetExpired);
    }
}
