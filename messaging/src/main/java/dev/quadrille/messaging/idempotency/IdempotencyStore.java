package dev.quadrille.messaging.idempotency;

import dev.quadrille.platform.idempotency.IdempotentRequest;

/// Idempotency store: keeps for 24 hours the request and the response of each idempotency key of a
/// caller. (IETF draft *The Idempotency-Key HTTP Header Field*.)
public interface IdempotencyStore {

    /// Locks the key until the current transaction ends, and returns the prior use of the key.
    /// Throws {@link IllegalStateException} without a transaction.
    PriorRequest findPrior(IdempotentRequest request);

    /// Stores the response if the current transaction commits. Must be called only after {@link
    /// #findPrior} has found nothing, and only for a success: a rejected request may be repeated
    /// and succeed.
    void store(IdempotentRequest request, String answer);

    /// Deletes up to `limit` responses older than 24 hours, and returns their number.
    int deleteExpired(int limit);
}
