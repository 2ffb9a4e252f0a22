package dev.quadrille.messaging.idempotency;

import dev.quadrille.messaging.lease.Lease;
import dev.quadrille.messaging.lease.LeasedRounds;
import java.time.Duration;

/// Deletes the answers that have lived for their time.
final class AnswerExpiry extends LeasedRounds {

    private final AnsweredRequests requests;

    AnswerExpiry(Lease lease, AnsweredRequests requests) {
        super("answer-expiry", lease, Duration.ofSeconds(5));
        this.requests = requests;
    }

    @Override
    protected void round() {
        inBatches(requests::forgetExpired);
    }
}
