package dev.quadrille.messaging.idempotency;

import dev.quadrille.platform.idempotency.IdempotentRequest;

/// Remembers for 24 hours which request each key of a caller stood for, and its answer. (IETF draft
/// *The Idempotency-Key HTTP Header Field*.)
public interface IdempotencyStore {

    /// Makes the current transaction the only one that works on the key, until it ends, and tells
    /// what came of the key before. Without a transaction: {@link IllegalStateException}.
    PriorRequest earlier(IdempotentRequest request);

    /// Keeps the answer if the current transaction commits. Only after {@link #earlier} has found
    /// nothing, and only for a success: a request that was refused may come again and succeed.
    void remember(IdempotentRequest request, String answer);

    /// Deletes up to `limit` answers that have lived for 24 hours; returns how many there were.
    int forgetExpired(int limit);
}
