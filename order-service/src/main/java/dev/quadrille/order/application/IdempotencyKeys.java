package dev.quadrille.order.application;

import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Optional;

/// Remembers which request each key of a customer stood for, for 24 hours. (IETF draft *The
/// Idempotency-Key HTTP Header Field*.)
public interface IdempotencyKeys {

    /// Makes the transaction the only one that works on the key, until it ends. False: another one
    /// does.
    boolean lock(CustomerId customer, String key);

    Optional<Remembered> find(CustomerId customer, String key);

    void remember(CustomerId customer, String key, Remembered remembered);

    /// Deletes up to `limit` keys that have lived for 24 hours; returns how many there were.
    int forgetExpired(int limit);

    /// The request that a key stands for, and what came of it.
    ///
    /// @param requestHash SHA-256 of the request in canonical form, in hexadecimal
    record Remembered(String requestHash, OrderId order) {}
}
