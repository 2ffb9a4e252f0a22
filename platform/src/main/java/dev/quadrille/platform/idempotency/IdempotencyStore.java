package dev.quadrille.platform.idempotency;

/// Idempotency store: keeps for 24 hours the request and the response of each idempotency key of a
/// caller. (IETF draft *The Idempotency-Key HTTP Header Field*.)
public interface IdempotencyStore {

    /// Locks the key until the current transaction ends, and returns the prior use of the key.
    /// Throws {@link IllegalStateException} without a transaction.
    PriorRequest findPrior(IdempotentRequest request);

    /// Stores the response of a success on commit; a rejected request may be repeated and succeed.
    /// Must follow a {@link #findPrior} that found nothing.
    void store(IdempotentRequest request, String answer);

    /// Deletes responses older than 24 hours, and returns their number.
    int deleteExpired(int limit);
}
